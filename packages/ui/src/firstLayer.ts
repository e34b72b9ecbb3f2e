import type { ConsentModel } from './consentModel.ts'

/** A first layer of more words is not read; what it has no room for stands in the centre. */
const MOST_WORDS = 60

/** What the banner says for each purpose that it asks for: as much as there is room for. */
export function firstLayer(model: ConsentModel): string[] {
  const asked = model.asked()
  const rest = [model.say('title'), model.say('lead'), model.say('outcome'), ...model.changes()]
  if (model.privacyUrl) rest.push(model.say('privacy'))
  const full = asked.map(({ reason, benefit }) => `${reason} ${benefit}`.trim())
  const reasons = asked.map(({ reason }) => reason)
  const fits = (texts: readonly string[]): boolean =>
    [...rest, ...texts].join(' ').split(/\s+/).length <= MOST_WORDS
  return [full, reasons].find(fits) ?? asked.map(({ label }) => label)
}
