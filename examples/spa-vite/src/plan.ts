import { definePlan, event, number, oneOf, string } from '@askfirst/plan'

/** All that this shop may learn; a property that is not here never leaves the page, and one that is does as it says. */
export const plan = definePlan({
  events: {
    tea_added: event({
      why: 'To order the right teas.',
      retention: '90d',
      props: { tea: oneOf('assam', 'sencha'), grams: number() },
    }),
    newsletter_asked: event({
      why: 'To see whether asking twice happens.',
      retention: '90d',
      props: { address: string().hash().category('contact') },
    }),
  },
})
