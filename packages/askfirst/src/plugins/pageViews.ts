import type { Plugin } from '../plugin.ts'

/**
 * One `page` event for each settled URL that a visitor has seen: not while prerendering or hidden, once more when
 * the page comes back from bfcache. Path and query make a page, and a fragment that routes (`#/…`, `#!…`).
 */
export function pageViews(): Plugin {
  return {
    name: 'page-views',
    setup: ({ track, env }) => {
      let last: string | undefined
      let { referrer } = env.page()
      let pending: (() => void) | undefined

      const view = (): void => {
        pending = undefined
        const { url, title, hidden, prerendering } = env.page()
        const seen = url.replace(/#(?![/!]).*/, '')
        if (seen === last || hidden || prerendering) return
        last = seen
        track('page', { url, title, ...(referrer && { referrer }) })
        referrer = ''
      }
      // Replace-then-push within one task is one navigation; the title is set after the URL.
      const settle = (): void => {
        pending ??= env.timer(view, 0)
      }
      const stopNavigate = env.onNavigate(settle)
      const stopPage = env.onPage((event) => {
        if (event === 'resume') last = undefined
        settle()
      })
      settle()
      return () => {
        pending?.()
        stopNavigate()
        stopPage()
      }
    },
  }
}
