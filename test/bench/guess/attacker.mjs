const words = (text) => [...new Set(text.trim().split(/\s+/))]

// What anybody has at hand: common names of six countries, providers, and how people build addresses. Written without
// a look at the population, and nothing of it is imported from there.
const GIVEN = words(`
  james mary john patricia robert jennifer michael linda william elizabeth david barbara richard susan joseph jessica
  thomas sarah charles karen daniel nancy matthew lisa anthony betty mark margaret andrew emily emma olivia noah liam
  sophia ava oliver lucas mia amelia harry jack george grace lily charlie freya peter anna hans maria klaus monika
  wolfgang sabine juergen petra stefan andreas christian thorsten katrin julia lukas leon paul felix max jonas lena
  laura hannah lea marie jean pierre nicolas camille antoine sophie isabelle philippe julien claire manon hugo lucas
  jose carmen antonio ana manuel lucia francisco marta javier elena pablo sergio giuseppe giulia marco francesca luca
  chiara andrea sara alessandro paolo jan tom tim ben eva nina alex chris sam kevin brian jason ryan eric amy rachel
  megan lauren ashley nicole stephanie samantha katie hannah lewis callum sean`)
const FAMILY = words(`
  smith johnson williams brown jones garcia miller davis rodriguez martinez hernandez lopez gonzalez wilson anderson
  thomas taylor moore jackson martin lee perez thompson white harris sanchez clark ramirez lewis robinson walker young
  allen king wright scott torres nguyen hill flores green adams nelson baker hall rivera campbell mitchell carter
  roberts evans edwards hughes wood turner parker cooper morris ward watson harrison kelly murphy mueller schmidt
  schneider fischer weber meyer wagner becker schulz hoffmann schaefer koch bauer richter klein wolf schroeder neumann
  schwarz zimmermann braun krueger hofmann hartmann lange werner krause lehmann koehler herrmann keller dubois durand
  leroy moreau simon laurent lefebvre michel bertrand roux vincent fournier girard fernandez gomez ruiz diaz moreno
  alvarez romero navarro torres dominguez rossi russo ferrari esposito bianchi romano colombo ricci marino greco bruno
  gallo conti costa mancini patel singh khan kim chen wang nowak novak jansen`)
const DOMAINS = words(`
  gmail.com yahoo.com hotmail.com outlook.com icloud.com aol.com gmx.de web.de live.com t-online.de orange.fr proton.me
  gmx.net libero.it`)
const NICKS = words(
  'sunny kiwi angel lucky tiger coffee shadow dragon ninja happy music bella smiley princess gamer',
)

const YEARS = Array.from({ length: 58 }, (_, n) => `${1950 + n}`)
const TWO = Array.from({ length: 100 }, (_, n) => `${n}`.padStart(2, '0'))
const NUMBERS = [
  ...new Set([...TWO, ...YEARS, ...Array.from({ length: 10 }, (_, n) => `${n}`), '123', '1234']),
]

const PLAIN = [
  (g, f) => `${g}.${f}`,
  (g, f) => g + f,
  (g, f) => g[0] + f,
  (g, f) => `${g[0]}.${f}`,
  (g, f) => `${g}_${f}`,
  (g, f) => `${f}.${g}`,
  (g, f) => `${g}-${f}`,
]
const BORN = [(g, f) => `${g}.${f}`, (g, f) => g + f]

/** How much this attacker has to go by. */
export const KNOWN = `${GIVEN.length} given names, ${FAMILY.length} family names, ${DOMAINS.length} providers`

/**
 * Every address that this attacker thinks of, the likelier kinds first; some of them more than once.
 *
 * @yields {string} an address in lower case
 */
export function* guesses() {
  yield* named(PLAIN, GIVEN, FAMILY, DOMAINS.slice(0, 1), [''])
  yield* numbered(GIVEN, DOMAINS.slice(0, 4))
  yield* numbered(NICKS, DOMAINS.slice(0, 4))
  yield* named(PLAIN, GIVEN, FAMILY, DOMAINS.slice(1), [''])
  yield* named(BORN, GIVEN, FAMILY.slice(0, 60), DOMAINS.slice(0, 1), NUMBERS)
  yield* numbered([...GIVEN, ...NICKS], DOMAINS.slice(4))
}

function* named(shapes, given, family, domains, ends) {
  for (const domain of domains)
    for (const shape of shapes)
      for (const g of given)
        for (const f of family) for (const end of ends) yield `${shape(g, f)}${end}@${domain}`
}

function* numbered(starts, domains) {
  for (const domain of domains)
    for (const start of starts) for (const end of ['', ...NUMBERS]) yield `${start}${end}@${domain}`
}
