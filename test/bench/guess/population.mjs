import { locales } from '../../corpus/made/locales.mjs'
import { random } from '../../corpus/made/random.mjs'

const words = (text) => text.trim().split(/\s+/)

const GIVEN = words(`
  olivia noah emma liam amelia oliver charlotte theo sofia elias mia lukas hannah finn emilia jonas lina paul clara ben
  julia felix laura max sarah tim anna jan lisa tom marie leon katharina moritz jana philipp nina fabian sandra stefan
  ines manuel carmen javier lucia sergio elena pablo marta raul giulia marco chiara luca federica davide camille antoine
  manon julien lea nicolas chloe hugo aurelie mathieu grace jack freya harry isla callum niamh sean aoife rhys megan
  owen bethan tyler madison brandon kayla jordan brooke austin paige dylan sierra wyatt hazel everett ivy beatrix anneke
  maarten femke bram wouter lotte agnieszka piotr kasia tomasz magda priya rahul ananya arjun fatima omar leyla mehmet
  yusuf aisha ingrid erik astrid lars maja henrik mei wei jing hiroshi yuki minh linh thandi sipho chidi ngozi kofi ama
  dolores ernest mildred walter gertrud heinz ursula guenter renate dieter monique gerard odette marcel`)
const FAMILY = words(`
  smith mueller garcia brown schmidt martin jones rossi dubois wilson fischer lopez taylor weber moreau clark wagner
  ferrari hughes becker romero walker hoffmann lefebvre hall koch bianchi green bauer navarro wood richter girard hill
  klein torres baker wolf fontaine carter neumann serra morris schwarz costa parker braun blanc cox hofmann molina ward
  lange marchetti gray krause gallo foster lehmann renard butler huber vidal simmons kaiser caruso hayes fuchs marin
  sullivan scholz prieto barrett vogel mercier fleming jung rinaldi hodge hahn pascual whitaker keller delgado burgess
  guenther fabre sinclair berger ibarra maddox winkler testa ohara lorenz gillet pratt baumann soler quinn kraus
  nowak kowalczyk wisniewski jansen devries bakker visser smit oconnor murphy byrne kelly andersson nilsson hansen larsen
  patel sharma singh khan ali yilmaz demir kaya nguyen tran pham chen wang liu zhang kim park tanaka sato okafor mensah
  dlamini botha hernandez silva santos oliveira pereira popescu ionescu novak horvath kovacs toth`)
const RARE = [
  words(
    'hart stein ashe brock wend lach ober thal marsh quill raven holt grim elm fair stock birk loh eich rosen',
  ),
  words(
    'well mann wick bach holm stett ley ner combe hauser field kamp worth egger by stadt shaw meier gate brink',
  ),
]
/** Domain, and its share in thousandths of all addresses. */
const PROVIDERS = Object.entries({
  'gmail.com': 330,
  'outlook.com': 60,
  'yahoo.com': 60,
  'hotmail.com': 55,
  'icloud.com': 45,
  'gmx.de': 40,
  'web.de': 40,
  'orange.fr': 20,
  'libero.it': 15,
  'proton.me': 15,
  'btinternet.com': 10,
  't-online.de': 10,
})
const SMALL = words(
  'posteo.de fastmail.com laposte.net tutanota.com zoho.com sky.com ziggo.nl wp.pl telenet.be bluewin.ch',
)
const TRADES = words('studio consulting bau garten foto design law dental travel books coffee tech')
const NICKS = words(`
  moonriver teafan pixelfuchs darkknight sunny bookworm gravelbike lapaloma stargazer kiwi mrbean nightowl waldgeist
  redpanda surfer skater bluebird chefkoch oldtimer catlady`)

/** How addresses are built, with thousandths: of given name, family name and a source of choices. */
const SHAPES = [
  [210, (g, f) => `${g}.${f}`],
  [110, (g, f) => g + f],
  [80, (g, f) => g[0] + f],
  [40, (g, f) => `${g[0]}.${f}`],
  [40, (g, f) => `${g}_${f}`],
  [40, (g, f) => `${f}.${g}`],
  [20, (g, f) => `${g}-${f}`],
  [120, (g, f, r) => `${g}.${f}${year(r)}`],
  [70, (g, f, r) => g + f + r.digits(1 + r.below(4))],
  [80, (g, _, r) => g + (r.chance(0.5) ? year(r) : r.digits(1 + r.below(4)))],
  [20, (g, f, r) => `${g}.${letter(r)}.${f}`],
  [110, (_, __, r) => r.pick(NICKS) + (r.chance(0.3) ? '' : r.digits(1 + r.below(4)))],
  [60, (_, __, r) => r.chars(6 + r.below(6), 'abcdefghijklmnopqrstuvwxyz0123456789')],
]

/**
 * Addresses of people who do not exist, all different: three quarters of the names are common ones, of a list, of which
 * the first are the commonest; a quarter are those of the corpus, of almost fifty countries. A third of the family names
 * of the list give way to rare ones, put together of two halves. Seven in ten addresses are at a provider.
 *
 * @returns `{ address, at }[]`, where `at` is `provider`, `small` or `own`
 */
export function population(size, seed) {
  const r = random(seed)
  const made = new Map()
  while (made.size < size) {
    const [given, family] = name(r)
    const local = weighted(r, SHAPES)(given, family, r)
    const { domain, at } = drawDomain(r, family)
    made.set(`${local}@${domain}`, at)
  }
  return [...made].map(([address, at]) => ({ address, at }))
}

function name(r) {
  if (r.chance(0.25)) {
    const { given, family } = r.pick(locales)
    const names = [r.pick(given), r.pick(family)].map(inAscii)
    if (names.every(Boolean)) return names
  }
  return [common(r, GIVEN), r.chance(1 / 3) ? RARE.map(r.pick).join('') : common(r, FAMILY)]
}

/** The first of a list are the commonest: the name of rank n with a share of about 1 / (n + 10). */
function common(r, list) {
  return list[Math.min(list.length - 1, Math.floor(10 * ((1 + list.length / 10) ** r.next() - 1)))]
}

function drawDomain(r, family) {
  if (r.chance(0.7))
    return {
      domain: weighted(
        r,
        PROVIDERS.map(([domain, share]) => [share, domain]),
      ),
      at: 'provider',
    }
  if (r.chance(0.4)) return { domain: r.pick(SMALL), at: 'small' }
  return { domain: `${family}-${r.pick(TRADES)}.${r.pick(['com', 'de', 'co.uk', 'fr'])}`, at: 'own' }
}

function weighted(r, entries) {
  let left = r.next() * entries.reduce((sum, [share]) => sum + share, 0)
  const drawn = entries.find(([share]) => {
    left -= share
    return left < 0
  })
  return drawn[1]
}

/** Of a birth, as two digits or four. */
function year(r) {
  const born = `${1950 + r.below(58)}`
  return r.chance(0.6) ? born.slice(2) : born
}

function letter(r) {
  return r.chars(1, 'abcdefghijklmnopqrstuvwxyz')
}

/** Without accents, blanks and signs; empty for another script. */
function inAscii(text) {
  return text
    .normalize('NFD')
    .toLowerCase()
    .replace(/[\u0300-\u036f' -]/g, '')
    .replace(/^.*[^a-z].*$/, '')
}
