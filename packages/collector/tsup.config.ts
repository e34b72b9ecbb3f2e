import { copyFile, mkdir, readdir } from 'node:fs/promises'
import { build } from 'esbuild'
import { defineConfig } from 'tsup'

/** The banner and its languages, as a site has them beside `askfirst.js`. */
const BANNER = '../ui/dist'

export default defineConfig({
  entry: ['src/index.ts', 'src/bin.ts'],
  format: 'esm',
  dts: { entry: 'src/index.ts' },
  clean: true,
  target: 'node20',
  platform: 'node',
  treeshake: true,
  // The collector's own pages are browser code, each with bundles of its own.
  onSuccess: async () => {
    // One file, chart library included.
    await page('dashboard', { dashboard: 'main.ts', 'dashboard.css': 'dashboard.css' }, ['index.html'])
    await page(
      'owner',
      { owner: 'main.ts', preview: 'preview.ts', 'owner.css': 'owner.css', 'preview.css': 'preview.css' },
      ['index.html', 'preview.html'],
    )
    const built = (await readdir(BANNER)).filter((name) => /^askfirst-[\w-]+\.js$/.test(name))
    await Promise.all(built.map((name) => copyFile(`${BANNER}/${name}`, `dist/owner/${name}`)))
  },
})

async function page(name: string, entries: Record<string, string>, copied: string[]): Promise<void> {
  await mkdir(`dist/${name}`, { recursive: true })
  await build({
    entryPoints: Object.entries(entries).map(([out, file]) => ({
      in: `src/${name}/${file}`,
      out: out.replace('.css', ''),
    })),
    outdir: `dist/${name}`,
    bundle: true,
    minify: true,
    format: 'esm',
    target: ['chrome115', 'firefox115', 'safari16.4'],
    tsconfig: `src/${name}/tsconfig.json`,
    legalComments: 'linked',
  })
  await Promise.all(copied.map((file) => copyFile(`src/${name}/${file}`, `dist/${name}/${file}`)))
}
