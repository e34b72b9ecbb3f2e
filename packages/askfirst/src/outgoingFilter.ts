import type { Props } from '@askfirst/formats'
import type { BeforeSend } from './beforeSend.ts'
import type { Draft, Verdict } from './event.ts'

/** The site's own filter at work; what it has kept is scrubbed again. */
export type OutgoingFilter = (draft: Draft, scrub: (draft: Draft) => Verdict) => Verdict

/** Puts a `beforeSend` to work: a field that it adds does not leave, and an event on which it throws neither. */
export function outgoingFilter(beforeSend: BeforeSend): OutgoingFilter {
  return (draft, scrub) => {
    const { name, purpose, props } = draft
    try {
      const kept = beforeSend({ name, purpose, props: structuredClone(props) as Props })
      const fields = Object.entries(kept!.props).filter(([field]) => Object.hasOwn(props, field))
      return scrub({ ...draft, props: Object.fromEntries(fields) })
    } catch {
      return 'filtered'
    }
  }
}
