import { defineConfig } from 'tsup'

export default defineConfig({
  entry: { index: 'src/index.ts', pack: 'src/pack/index.ts' },
  format: 'esm',
  dts: true,
  clean: true,
  target: 'es2022',
  treeshake: true,
  // The pack stands alone: what it shares with the core it has a copy of, a few lines.
  splitting: false,
})
