import 'cookieconsent'

window.cookieconsent.initialise({
  type: 'opt-in',
  palette: {
    popup: { background: '#ffffff', text: '#1b1f24' },
    button: { background: '#1f3a5f', text: '#ffffff' },
  },
  content: {
    message: 'May we measure your visit?',
    allow: 'Accept all',
    deny: 'Reject all',
    href: '/privacy',
  },
})
