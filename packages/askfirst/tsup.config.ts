import { defineConfig } from 'tsup'

export default defineConfig([
  {
    entry: { index: 'src/index.ts', vitals: 'src/plugins/vitals.ts' },
    format: 'esm',
    dts: true,
    clean: true,
    target: 'es2022',
    treeshake: true,
  },
  // The script-tag build: one classic script, and the files that it loads when they are needed.
  {
    entry: { askfirst: 'src/script/askfirst.ts', stub: 'src/script/stub.js' },
    format: 'iife',
    outExtension: () => ({ js: '.js' }),
    minify: true,
    noExternal: [/.*/],
    target: 'es2022',
    treeshake: false,
    splitting: false,
  },
  {
    entry: { 'askfirst-vitals': 'src/plugins/vitals.ts' },
    format: 'esm',
    minify: true,
    noExternal: [/.*/],
    target: 'es2022',
  },
])
