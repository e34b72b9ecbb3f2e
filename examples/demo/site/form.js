const form = document.getElementById('contact')
const passed = document.getElementById('passed')
const left = document.getElementById('left')
const { demoWire } = window
let calls = 0

const NOT_YET = {
  granted: 'On its way …',
  undecided: 'Nothing. It is held in memory until you choose.',
  denied: 'Nothing, and nothing will: you said no.',
}

function track(props) {
  calls += 1
  // The number finds this call again among the requests.
  const call = { ...props, call: calls }
  window.askfirst.track('form_submitted', call)
  passed.textContent = JSON.stringify(call, null, 2)
  showLeft()
}

function showLeft() {
  if (!calls) return
  const events = demoWire.requests.flatMap((request) => request.events)
  const mine = events.findLast(({ name, props }) => name === 'form_submitted' && props.call === calls)
  const state = window.askfirst.consent?.snapshot().purposes.measurement
  left.textContent = mine ? JSON.stringify(mine.props, null, 2) : (NOT_YET[state] ?? 'Nothing yet.')
}

form.addEventListener('submit', (event) => {
  event.preventDefault()
  const filled = [...new FormData(form).values()].filter(Boolean).length
  track({ form: 'contact', fields_filled: filled })
})

document.getElementById('send-leaky').addEventListener('click', () => {
  const { email, card, message } = Object.fromEntries(new FormData(form))
  track({
    form: 'contact',
    email,
    note: `${message} Or write to ${email}.`,
    payment: `paid with ${card}`,
    seen_from: '203.0.113.77',
  })
})

window.addEventListener('demo-wire', showLeft)
setInterval(showLeft, 500)
