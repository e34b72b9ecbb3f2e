import { build } from 'esbuild'
import type { Shop } from './pages.ts'

/**
 * Serves pages that hold the npm build as a site bundles it.
 *
 * @param entry the site's own module; it makes `window.askfirst`
 */
export async function serveNpmPages(shop: Shop, entry: string, paths: readonly string[]): Promise<void> {
  const { outputFiles } = await build({
    stdin: { contents: entry, resolveDir: `${process.cwd()}/test/browser` },
    alias: {
      askfirst: `${process.cwd()}/packages/askfirst/dist/index.js`,
      '@askfirst/formats': `${process.cwd()}/packages/formats/dist`,
    },
    bundle: true,
    write: false,
    logLevel: 'error',
    minify: true,
    format: 'iife',
  })
  const script = { 'content-type': 'text/javascript' }
  shop.script('/client.js', { status: 200, headers: script, body: outputFiles[0]!.text })
  for (const path of paths)
    shop.script(path, {
      status: 200,
      headers: { 'content-type': 'text/html' },
      body: '<!doctype html><title>Shop</title><script async src="/client.js"></script>',
    })
}
