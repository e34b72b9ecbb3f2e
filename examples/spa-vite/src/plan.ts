import { definePlan } from 'askfirst'

/** All that this shop may learn; a property that is not here never leaves the page. */
export const plan = definePlan({
  events: {
    tea_added: { props: { tea: 'keep', grams: 'keep' } },
    newsletter_asked: { props: { address: 'hash' } },
  },
})
