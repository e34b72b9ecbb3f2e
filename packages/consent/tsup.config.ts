import { defineConfig } from 'tsup'

export default defineConfig({
  entry: { index: 'src/index.ts', config: 'src/config/index.ts', receipt: 'src/receipt/index.ts' },
  format: 'esm',
  dts: true,
  clean: true,
  target: 'es2022',
  treeshake: true,
})
