import { build } from 'esbuild'
import { describe, expect, it } from 'vitest'
import { engines } from '../support/browsers.ts'
import { openBrowser, type Shop, shopForEach } from './pages.ts'

/** An app over a root of its own, or over the document; the tag is the app's, or stands before it. */
const APP = `
import { createElement as e, useState } from 'react'
export function App() {
  const [many, more] = useState(0)
  return e('main', null, e('h1', null, 'Shop'), e('button', { id: 'more', onClick: () => more(many + 1) }, 'Many: ' + many))
}
export function Whole({ tag }) {
  return e('html', { lang: 'en' }, e('head', null, e('title', null, 'Shop'), e('script', tag)), e('body', null, e(App)))
}
`
const SERVER = `
import { createElement as e } from 'react'
import { renderToString } from 'react-dom/server'
import { App, Whole } from 'app'
export const root = () => renderToString(e(App))
export const whole = (tag) => renderToString(e(Whole, { tag }))
`
/** The worst case: the banner is there before the page comes alive. */
const CLIENT = `
import { createElement as e } from 'react'
import { hydrateRoot } from 'react-dom/client'
import { App, Whole } from 'app'
const { tag } = window
const options = { onRecoverableError: (error) => document.wrong.push(String(error)) }
const error = console.error
console.error = (...all) => { document.wrong.push(all.join(' ')); error(...all) }
window.hydrate = () => tag ? hydrateRoot(document, e(Whole, { tag }), options)
  : hydrateRoot(document.getElementById('root'), e(App), options)
`
const WATCH = `document.wrong = []; addEventListener('error', ({ message }) => document.wrong.push(message))`

declare global {
  interface Window {
    hydrate(): void
  }
}

/** React as it warns, bundled with what imports it. */
async function bundle(version: '18' | '19', contents: string, platform: 'browser' | 'node'): Promise<string> {
  const old = { react: 'react-18', 'react-dom': 'react-dom-18' }
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: process.cwd() },
    bundle: true,
    write: false,
    platform,
    format: platform === 'node' ? 'cjs' : 'iife',
    define: { 'process.env.NODE_ENV': '"development"' },
    ...(version === '18' && { alias: old }),
    plugins: [
      {
        name: 'app',
        setup: ({ onResolve, onLoad }) => {
          onResolve({ filter: /^app$/ }, () => ({ path: 'app', namespace: 'app' }))
          onLoad({ filter: /.*/, namespace: 'app' }, () => ({ contents: APP, resolveDir: process.cwd() }))
        },
      },
    ],
  })
  return outputFiles[0]!.text
}

interface Rendered {
  root(): string
  whole(tag: object): string
}

async function rendered(version: '18' | '19'): Promise<Rendered> {
  const module = { exports: {} as Rendered }
  const { createRequire } = await import('node:module')
  new Function('module', 'exports', 'require', await bundle(version, SERVER, 'node'))(
    module,
    module.exports,
    createRequire(import.meta.url),
  )
  return module.exports
}

let shop: Shop
shopForEach((opened) => {
  shop = opened
})

describe.each(engines)('a page that React brings to life, in $name', (engine) => {
  it.for([
    ['18', 'a root'],
    ['19', 'a root'],
    ['19', 'the document'],
  ] as const)('React %s over %s has nothing to warn of', async ([version, over], context) => {
    const { root, whole } = await rendered(version)
    const tag = {
      async: true,
      src: '/askfirst.js',
      'data-endpoint': '/v1/events',
      'data-site': shop.key,
      'data-banner': '',
    }
    const scripts = `<script>${WATCH}</script>`
    const js = { status: 200, headers: { 'content-type': 'text/javascript' } }
    shop.script('/client.js', { ...js, body: await bundle(version, CLIENT, 'browser') })
    const attributes = Object.entries(tag).map(([name, value]) =>
      value === true ? name : `${name}="${value}"`,
    )
    const html =
      over === 'a root'
        ? `<!doctype html><html lang="en"><head>${scripts}<script ${attributes.join(' ')}></script></head><body><div id="root">${root()}</div></body></html>`
        : `<!doctype html>${whole(tag)}`
    shop.page('/', html)
    const tab = await (await openBrowser(context, engine)).newTab(`${shop.url}/`)
    await tab.waitFor(() => document.querySelector('askfirst-banner') !== null)
    await tab.evaluate(
      async (own: object | undefined) => {
        document.wrong ??= []
        Object.assign(window, { tag: own })
        const script = Object.assign(document.createElement('script'), { src: '/client.js' })
        await new Promise((done) => {
          script.onload = done
          document.head.append(script)
        })
        script.remove()
        window.hydrate()
      },
      over === 'a root' ? undefined : tag,
    )
    await tab.waitFor(() => {
      const button = document.querySelector<HTMLButtonElement>('#more')!
      if (button.textContent === 'Many: 0') button.click()
      return button.textContent === 'Many: 1'
    })
    expect(await tab.evaluate(() => document.wrong)).toEqual([])
    expect(await tab.evaluate(() => document.querySelectorAll('askfirst-banner').length)).toBe(1)
  })
})
