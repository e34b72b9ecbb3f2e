import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

const source = (path: string): string => fileURLToPath(new URL(`../packages/${path}`, import.meta.url))

/** Workspace imports resolve to source, so that unit tests need no build. */
export const alias: Record<string, string> = {
  '@askfirst/formats/webhook': source('formats/src/webhook.ts'),
  '@askfirst/formats/segment': source('formats/src/segment.ts'),
  '@askfirst/formats/rudderstack': source('formats/src/rudderstack.ts'),
  '@askfirst/formats/posthog': source('formats/src/posthog.ts'),
  '@askfirst/formats/umami': source('formats/src/umami.ts'),
  '@askfirst/formats/plausible': source('formats/src/plausible.ts'),
  '@askfirst/formats/matomo': source('formats/src/matomo.ts'),
  '@askfirst/formats/snowplow': source('formats/src/snowplow.ts'),
  '@askfirst/formats/otlp': source('formats/src/otlp.ts'),
  '@askfirst/formats/cloudEvents': source('formats/src/cloudEvents.ts'),
  '@askfirst/formats/custom': source('formats/src/custom.ts'),
  '@askfirst/formats/native': source('formats/src/native.ts'),
  '@askfirst/formats': source('formats/src/index.ts'),
  '@askfirst/privacy/pack': source('privacy/src/pack/index.ts'),
  '@askfirst/privacy': source('privacy/src/index.ts'),
  '@askfirst/plan/apply': source('plan/src/apply/index.ts'),
  '@askfirst/plan/check': source('plan/src/check/index.ts'),
  '@askfirst/plan': source('plan/src/index.ts'),
  '@askfirst/consent/receipt': source('consent/src/receipt/index.ts'),
  '@askfirst/consent/config': source('consent/src/config/index.ts'),
  '@askfirst/consent': source('consent/src/index.ts'),
  '@askfirst/ui/locales': source('ui/src/locales'),
  '@askfirst/ui': source('ui/src/index.ts'),
  '@askfirst/collector': source('collector/src/index.ts'),
  'askfirst/testing': source('askfirst/src/testing/index.ts'),
  'askfirst/vitals': source('askfirst/src/plugins/vitals.ts'),
  askfirst: source('askfirst/src/index.ts'),
}

export default defineConfig({
  resolve: { alias },
  test: {
    root: fileURLToPath(new URL('..', import.meta.url)),
    include: [
      'packages/*/src/**/*.test.ts',
      'test/property/**/*.test.ts',
      'test/ssr/**/*.test.ts',
      'test/corpus/**/*.test.ts',
      'test/contract/**/*.test.ts',
    ],
    testTimeout: 30_000,
  },
})
