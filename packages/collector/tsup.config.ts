import { copyFile, mkdir } from 'node:fs/promises'
import { build } from 'esbuild'
import { defineConfig } from 'tsup'

export default defineConfig({
  entry: ['src/index.ts', 'src/bin.ts'],
  format: 'esm',
  dts: { entry: 'src/index.ts' },
  clean: true,
  target: 'node20',
  platform: 'node',
  treeshake: true,
  // The dashboard is browser code with its own bundle: one file, chart library included.
  onSuccess: async () => {
    await mkdir('dist/dashboard', { recursive: true })
    await build({
      entryPoints: ['src/dashboard/main.ts'],
      outfile: 'dist/dashboard/dashboard.js',
      bundle: true,
      minify: true,
      format: 'esm',
      target: ['chrome115', 'firefox115', 'safari16.4'],
      tsconfig: 'src/dashboard/tsconfig.json',
      legalComments: 'linked',
    })
    for (const name of ['index.html', 'dashboard.css'])
      await copyFile(`src/dashboard/${name}`, `dist/dashboard/${name}`)
  },
})
