import { askForChoice } from './analytics.ts'
import { views } from './views.ts'

const main = document.querySelector<HTMLElement>('#view')!
const links = [...document.querySelectorAll<HTMLAnchorElement>('nav a')]

/** Draws the route of the address. Page views count by themselves: Askfirst sees the history change. */
function show(): void {
  const view = views[location.pathname] ?? views['/']!
  const title = document.createElement('h1')
  title.textContent = view.title
  document.title = `${view.title} · Tea shop`
  main.replaceChildren(title, ...view.build())
  for (const link of links) {
    if (link.pathname === location.pathname) link.setAttribute('aria-current', 'page')
    else link.removeAttribute('aria-current')
  }
}

for (const link of links) {
  link.addEventListener('click', (event) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
    event.preventDefault()
    if (link.pathname !== location.pathname) history.pushState(null, '', link.pathname)
    show()
  })
}
window.addEventListener('popstate', show)
document.querySelector('#privacy-choice')!.addEventListener('click', () => askForChoice(true))
show()
