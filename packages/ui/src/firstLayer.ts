import type { ConsentModel } from './consentModel.ts'

/** A first layer of more words is not read; what it has no room for stands in the centre. */
const MOST_WORDS = 60
/** Up to so many words there is room on a phone for what the visitor gets, too. */
const FEW_WORDS = 45

/** What the banner says for each purpose that it asks for: as much as there is room for. */
export function firstLayer(model: ConsentModel): string[] {
  const asked = model.asked()
  const rest = [model.say('title'), model.say('lead'), model.say('outcome'), ...model.changes()]
  if (model.privacyUrl) rest.push(model.say('privacy'))
  const words = (texts: readonly string[]): number => [...rest, ...texts].join(' ').split(/\s+/).length
  const reasons = asked.map(({ reason }) => reason)
  const full = asked.map(({ reason, benefit }) => `${reason} ${benefit}`)
  if (words(full) <= FEW_WORDS) return full
  return words(reasons) <= MOST_WORDS ? reasons : asked.map(({ label }) => label)
}
