import type { Stop } from '@askfirst/consent'
import type { Client, Inspection } from '../client.ts'
import { type Fate, fate } from './fate.ts'
import type { WireCall, WireEvent } from './watchWire.ts'

/** One event since the overlay is open: its name, and never what it says, which has not been scrubbed yet. */
export interface DebugEvent extends Fate {
  name: string
  /** the client's method, or `plugin` for what the SDK captures by itself */
  by: 'track' | 'page' | 'identify' | 'plugin'
  /** ms since the epoch */
  at: number
  /** empty where the event ended before its purpose was known */
  purpose: string
}

export interface EventWatch {
  /** the newest 200 */
  readonly events: readonly DebugEvent[]
  started(call: WireCall): void
  ended(call: WireCall, fateOf: (event: WireEvent) => Fate): void
  /** Puts the client's methods back. */
  stop: Stop
}

const MOST = 200
const METHODS = ['track', 'page', 'identify'] as const
type Calls = Record<(typeof METHODS)[number], (...args: unknown[]) => void>

/**
 * Follows events from the call on, by standing in front of the client's methods and by a plugin, for what the SDK
 * captures by itself. Which event of a name a request carries is told by their order.
 *
 * @param changed called whenever an event's fate has changed
 */
export function watchEvents(client: Client, changed: () => void): EventWatch {
  const events: DebugEvent[] = []
  const onWire = new WeakMap<WireEvent, DebugEvent>()
  let open: { event: DebugEvent; before: Inspection; named: boolean } | undefined

  const finish = (): void => {
    if (!open) return
    Object.assign(open.event, fate(open.before, client.inspect()))
    open = undefined
    changed()
  }
  const begin = (by: DebugEvent['by'], name: string, purpose: string): void => {
    finish()
    const event: DebugEvent = { name, by, at: Date.now(), purpose, state: 'captured' }
    open = { event, before: client.inspect(), named: !!purpose }
    if (events.push(event) > MOST) events.shift()
  }

  const unwrap = wrapCalls(client as unknown as Calls, (method, call, first) => {
    const name = method === 'track' ? String(first) : method
    begin(method, name, method === 'identify' ? 'identity' : '')
    try {
      call()
    } finally {
      finish()
    }
  })
  const unplug = client.use({
    name: 'debug',
    enrich: ({ name, purpose }) => {
      if (open?.event.name === name && (!open.named || open.event.by === 'identify')) {
        open.event.purpose = purpose
        open.named = true
      } else {
        begin('plugin', name, purpose)
        // The rest of its path is of this task.
        queueMicrotask(finish)
      }
    },
  })
  const deaf = client.consent.subscribe(() => {
    for (const event of events) decided(event, client)
    changed()
  })

  return {
    events,
    started: (call) => {
      for (const sent of call.events) {
        const event = events.find(({ name, state }) => name === sent.name && /^(captured|retry)$/.test(state))
        if (!event) continue
        onWire.set(sent, event)
        put(event, { state: 'sending' })
      }
      changed()
    },
    ended: (call, fateOf) => {
      for (const sent of call.events) {
        const event = onWire.get(sent)
        if (event?.state === 'sending') put(event, fateOf(sent))
      }
      changed()
    },
    stop: () => {
      unwrap()
      unplug()
      deaf()
    },
  }
}

/** A decision ends what waited for it. */
function decided(event: DebugEvent, { consent }: Client): void {
  const state = consent.snapshot().purposes[event.purpose]
  if (!/^(held|captured|sending|retry)$/.test(event.state) || !state) return
  if (consent.allows(event.purpose)) {
    if (event.state === 'held') put(event, { state: 'captured' })
  } else if (!/^(undecided|loading|granted)$/.test(state))
    put(event, { state: 'dropped', reason: event.state === 'sending' ? 'denied, on its way' : 'denied' })
}

function put(event: DebugEvent, { state, reason }: Fate): void {
  event.state = state
  if (reason === undefined) delete event.reason
  else event.reason = reason
}

function wrapCalls(
  calls: Calls,
  around: (method: (typeof METHODS)[number], call: () => void, first: unknown) => void,
): Stop {
  const stops = METHODS.map((method) => {
    const original = calls[method]
    let on = true
    const wrapped = (...args: unknown[]): void => {
      const call = (): void => original(...args)
      if (on) around(method, call, args[0])
      else call()
    }
    calls[method] = wrapped
    return () => {
      on = false
      if (calls[method] === wrapped) calls[method] = original
    }
  })
  return () => {
    for (const stop of stops) stop()
  }
}
