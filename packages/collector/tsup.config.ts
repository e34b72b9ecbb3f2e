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
      entryPoints: [
        { in: 'src/dashboard/main.ts', out: 'dashboard' },
        { in: 'src/dashboard/dashboard.css', out: 'dashboard' },
      ],
      outdir: 'dist/dashboard',
      bundle: true,
      minify: true,
      format: 'esm',
      target: ['chrome115', 'firefox115', 'safari16.4'],
      tsconfig: 'src/dashboard/tsconfig.json',
      legalComments: 'linked',
    })
    await copyFile('src/dashboard/index.html', 'dist/dashboard/index.html')
  },
})
