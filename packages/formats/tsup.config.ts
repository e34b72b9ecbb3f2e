import { defineConfig } from 'tsup'

export default defineConfig({
  entry: [
    'src/index.ts',
    'src/native.ts',
    'src/webhook.ts',
    'src/segment.ts',
    'src/rudderstack.ts',
    'src/posthog.ts',
    'src/umami.ts',
    'src/plausible.ts',
    'src/matomo.ts',
    'src/snowplow.ts',
    'src/otlp.ts',
    'src/cloudEvents.ts',
    'src/custom.ts',
  ],
  format: 'esm',
  dts: true,
  clean: true,
  target: 'es2022',
  treeshake: true,
})
