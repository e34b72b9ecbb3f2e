// A router as small as it gets: Askfirst sees pushState and popstate by itself, so no route is tracked by hand.
const VIEWS = {
  '/app/': ['Overview', 'Each route is one page view, counted when its address has settled.'],
  '/app/reports': ['Reports', 'Back and forward count as well; a reload is a new page.'],
  '/app/settings': ['Settings', 'A change of the query alone is not a new page.'],
}
const LINKS = [...document.querySelectorAll('.tabs a')]

function show() {
  const path = location.pathname in VIEWS ? location.pathname : '/app/'
  const [title, text] = VIEWS[path]
  document.getElementById('view-title').textContent = title
  document.getElementById('view-text').textContent = text
  document.title = `${title} · Askfirst demo`
  for (const link of LINKS) {
    if (link.pathname === path) link.setAttribute('aria-current', 'page')
    else link.removeAttribute('aria-current')
  }
}

for (const link of LINKS)
  link.addEventListener('click', (event) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
    event.preventDefault()
    if (link.pathname === location.pathname) return
    history.pushState(null, '', link.pathname)
    show()
  })

window.addEventListener('popstate', show)
document.getElementById('app-export').addEventListener('click', () => {
  window.askfirst.track('report_exported', { view: document.getElementById('view-title').textContent })
})
document.getElementById('app-replace').addEventListener('click', () => {
  history.replaceState(null, '', `${location.pathname}?sort=${Date.now() % 2 ? 'up' : 'down'}`)
})
show()
