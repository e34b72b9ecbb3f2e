import { showBanner } from '@askfirst/ui'
import { defineConsent, init } from 'askfirst'
import { plan } from './plan.ts'

/** What visitors are asked, in whose name. */
const config = { controller: { name: 'The tea shop' }, purposes: [{ id: 'measurement' }] }

export const analytics = init({
  endpoint: import.meta.env.VITE_ASKFIRST_ENDPOINT ?? '/v1/events',
  plan,
  consent: defineConsent({ config }),
})

/** Asks for the visitor's choice: on the first visit, and again whenever they want to change it. */
export function askForChoice(asked: boolean): void {
  showBanner(analytics.consent, config, { focus: asked })
}

// The stored choice is read in the background; the banner waits until it is known that there is none.
const stop = analytics.consent.subscribe(askIfUndecided)
askIfUndecided()

function askIfUndecided(): void {
  const states = Object.values(analytics.consent.snapshot().purposes)
  if (states.includes('loading')) return
  queueMicrotask(() => stop())
  if (states.some((state) => /undecided|stale|expired/.test(state))) askForChoice(false)
}
