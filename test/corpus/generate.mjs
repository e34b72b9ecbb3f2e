import { bags } from './made/bags.mjs'
import { disguised } from './made/disguised.mjs'
import { drawValue } from './made/drawValue.mjs'
import { negativeProps } from './made/negativeProps.mjs'
import { negativeTexts } from './made/negativeTexts.mjs'
import { negativeUrls } from './made/negativeUrls.mjs'
import { places } from './made/places.mjs'
import { random } from './made/random.mjs'
import { shaped } from './made/shaped.mjs'
import { leaves } from './readable.mjs'

/** How many cases of each type, in thousandths of those with personal data. */
const SHARES = {
  email: 110,
  phone: 105,
  name: 90,
  address: 70,
  national_id: 150,
  ssn: 25,
  card: 65,
  iban: 45,
  ipv4: 30,
  ipv6: 25,
  mac: 25,
  token: 85,
  password: 35,
  crypto: 30,
  imei: 25,
  username: 40,
  dob: 35,
  passport: 30,
  plate: 40,
  health_id: 50,
}

/**
 * A corpus made at run time, in the form of `readCorpus`: national numbers, names, streets and telephone numbers of
 * almost fifty countries in the shapes in which analytics events carry them, and hard negatives of more than a hundred
 * kinds. The same seed makes the same cases. Nothing of it was looked up in the engine that it judges.
 */
export function generate({ count = 3000, seed = 20_261_122 } = {}) {
  const r = random(seed)
  const cases = []
  const add = (item) => cases.push({ id: `made-${cases.length}`, keep: [], pii: [], ...item })
  for (const [type, share] of Object.entries(SHARES))
    for (let n = Math.round((count * share) / 1000); n > 0; n--) add(shaped(r, drawValue(r, type)))
  for (let n = count / 40; n > 0; n--) {
    add(places(r))
    add(bags(r))
    if (n % 2 < 1) add(disguised(r))
  }
  for (const item of negatives(r, Math.round(count / 350))) add(item)
  return cases
}

/** `rounds` of each kind of negative; what is said in them has to survive. */
function negatives(r, rounds) {
  const of = (kind, makers) =>
    Object.entries(makers).flatMap(([name, make]) =>
      Array.from({ length: rounds }, () => {
        const input = make(r)
        return { kind, input, keep: spoken(kind, input), neg: true, source: `made/${kind}-negative/${name}` }
      }),
    )
  return [...of('prop', negativeProps), ...of('text', negativeTexts), ...of('url', negativeUrls)]
}

function spoken(kind, input) {
  if (kind === 'text') return [input]
  if (kind === 'prop') return leaves(Object.values(input))
  const { pathname, searchParams } = new URL(input, 'https://x.test')
  return [...pathname.split('/'), ...searchParams.values()].filter((part) => part.length > 3)
}
