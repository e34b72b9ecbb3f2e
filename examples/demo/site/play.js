const said = document.getElementById('play-said')

function track(name, props) {
  window.askfirst.track(name, props)
  said.textContent = `Called track('${name}', ${JSON.stringify(props)}).`
}

function onClick(id, act) {
  document.getElementById(id).addEventListener('click', act)
}

let likes = 0
onClick('track-like', () => {
  likes += 1
  track('liked', { what: 'this page', times: likes })
})
onClick('track-cart', () => track('added_to_basket', { product: 'tea-42', price: 4.5, quantity: 1 }))
onClick('track-search', () => track('searched', { category: 'tea', results: 12 }))
onClick('track-burst', () => {
  for (let n = 1; n <= 20; n += 1) track('burst', { n })
})
// No waiting and no preventDefault: the event goes out while the page goes.
onClick('leave', () => track('left', { to: 'away' }))
