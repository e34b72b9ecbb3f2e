import { defineConfig, type Options } from 'tsup'

const common: Options = { format: 'esm', target: 'es2022', treeshake: true }

export default defineConfig([
  { ...common, entry: ['src/index.ts'], dts: true },
  // For the script tag: one file with everything in it, next to askfirst.js.
  { ...common, entry: { 'askfirst-banner': 'src/showBanner.ts' }, minify: true, noExternal: [/./] },
])
