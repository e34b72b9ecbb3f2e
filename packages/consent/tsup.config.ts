import { copyFile } from 'node:fs/promises'
import { defineConfig } from 'tsup'

export default defineConfig({
  entry: {
    index: 'src/index.ts',
    config: 'src/config/index.ts',
    receipt: 'src/receipt/index.ts',
    'consent-diff': 'src/bin/consentDiff.ts',
  },
  format: 'esm',
  dts: { entry: { index: 'src/index.ts', config: 'src/config/index.ts', receipt: 'src/receipt/index.ts' } },
  clean: true,
  target: 'es2022',
  treeshake: true,
  onSuccess: () => copyFile('src/config/askfirst.schema.json', 'dist/askfirst.schema.json'),
})
