import type { PageFunction } from './driver.ts'

/**
 * Source text of the call `fn(...args)`. Vitest rewrites `import()` in test files to a function of its own that
 * no page knows, which is undone here.
 */
export function pageScript<A extends unknown[], R>(fn: PageFunction<A, R>, args: A): string {
  const source = String(fn).replaceAll(/__vite_ssr_dynamic_import__|__vi_import__/g, 'import')
  return `(${source})(${args.map((arg) => JSON.stringify(arg) ?? 'undefined').join(', ')})`
}

/** Source text of an expression that finds the element of a `host >>> inner` selector, or null. */
export function elementScript(selector: string): string {
  const [first = '', ...inner] = selector.split('>>>').map((part) => JSON.stringify(part.trim()))
  return inner.reduce(
    (found, part) => `${found}?.shadowRoot?.querySelector(${part})`,
    `document.querySelector(${first})`,
  )
}
