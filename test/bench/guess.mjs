// Prints how many of 20,000 made addresses an attacker with lists of names finds again, by guessing, behind a bare
// SHA-256, behind keyed hashes of this SDK, and behind those once the key has leaked; and how long all numbers of a
// telephone network take: `pnpm bench:guess`. One core, the same addresses and guesses every time; the times are
// this machine's.
import { createHmac, hash, hkdfSync } from 'node:crypto'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { random } from '../corpus/made/random.mjs'
import { guesses, KNOWN } from './guess/attacker.mjs'
import { population } from './guess/population.mjs'

const SEED = 20_261_123
const PEOPLE = 20_000
const AFTER = [10_000, 100_000, 1_000_000]
const PURPOSE = 'measurement'
const LABEL = 'askfirst/hash/1'
/** All numbers that begin with +44 7, of which this many share the next three digits. */
const NETWORK = 1_000_000_000
const BLOCK = 1_000_000
const PHONES = 1_000

const people = population(PEOPLE, SEED)
const siteKey = drawKey(random(SEED + 1))
const bare = (text) => hash('sha256', text, 'hex')

console.log(`${count(PEOPLE)} made addresses, ${shareAt()}`)
const keyed = await hashedByProduct()
const rows = [
  attack(
    'SHA-256, bare',
    people.map(({ address }) => bare(address)),
    bare,
  ),
  attack('HMAC, key unknown', keyed, withGuessedKeys()),
  attack('HMAC, key leaked', keyed, withKey(siteKey)),
]
const all = count(rows[0].tried)
table([['recovered after', ...AFTER.map(count), `all ${all}`, 'guesses/s', 's'], ...rows.map(cells)])
for (const { name, byDomain } of rows) console.log(`${name}: ${byDomain}`)
phones()
// Otherwise the documentation is wrong, of the derivation or of what it protects.
const [open, safe, leaked] = rows.map(({ reached }) => reached.at(-1))
if (safe !== 0 || leaked !== open) {
  console.error('a key must keep every address until it leaks, and none after that')
  process.exitCode = 1
}

/** The addresses hashed as the SDK does it for a site that has handed in a key. */
async function hashedByProduct() {
  const { outputFiles } = await build({
    stdin: {
      contents: "export { keyedHash } from './hash.ts'\nexport { sharedKey } from './sharedKey.ts'",
      resolveDir: fileURLToPath(new URL('../../packages/askfirst/src', import.meta.url)),
    },
    bundle: true,
    write: false,
    format: 'esm',
  })
  const source = Buffer.from(outputFiles[0].contents).toString('base64')
  const { keyedHash, sharedKey } = await import(`data:text/javascript;base64,${source}`)
  const parts = {
    env: { subtle: crypto.subtle, now: Date.now },
    settings: { keyFor: (subtle, label) => sharedKey(siteKey, subtle, label) },
  }
  return Promise.all(people.map(({ address }) => keyedHash(parts, PURPOSE, address)))
}

/** The attacker's own way to the hash under a key, by the documentation. */
function withKey(key) {
  const derived = new Uint8Array(hkdfSync('sha256', key, '', `${LABEL}\n${PURPOSE}`, 32))
  return (text) => keyedBy(derived, text)
}

/** Without the key: each guess under another key that the attacker draws. */
function withGuessedKeys() {
  const r = random(SEED + 2)
  return (text) => keyedBy(drawKey(r), text)
}

function keyedBy(key, text) {
  return createHmac('sha256', key).update(`${LABEL}\n${text}`).digest().toString('base64url', 0, 16)
}

function drawKey(r) {
  return new Uint8Array(Uint32Array.from({ length: 8 }, () => r.below(2 ** 32)).buffer)
}

/** Hashes every guess and looks whether it is among the hashes. */
function attack(name, hashes, hashOf) {
  const wanted = new Map(hashes.map((each, index) => [each, people[index].at]))
  const found = new Map()
  const reached = []
  let tried = 0
  const started = performance.now()
  for (const guess of guesses()) {
    const made = hashOf(guess)
    const at = wanted.get(made)
    if (at) found.set(made, at)
    tried += 1
    if (AFTER.includes(tried)) reached.push(found.size)
  }
  const seconds = (performance.now() - started) / 1_000
  return { name, tried, seconds, reached: [...reached, found.size], byDomain: byDomain([...found.values()]) }
}

function cells({ name, tried, seconds, reached }) {
  const rate = Math.round(tried / seconds)
  return [name, ...reached.map((found) => percent(found / PEOPLE)), count(rate), seconds.toFixed(1)]
}

function byDomain(found) {
  const of = (list, at) => list.filter((each) => each === at).length
  const all = people.map(({ at }) => at)
  const parts = ['provider', 'small', 'own'].map((at) => `${at} ${percent(of(found, at) / of(all, at))}`)
  return `recovered by where the address is: ${parts.join(', ')}`
}

function shareAt() {
  const own = people.filter(({ at }) => at === 'own').length
  const large = people.filter(({ at }) => at === 'provider').length
  return `${percent(large / PEOPLE)} at one of 12 providers, ${percent(own / PEOPLE)} at a domain of their own; the attacker has ${KNOWN}`
}

/** Tries every number of one block; what the whole network takes is computed from that. */
function phones() {
  const r = random(SEED + 3)
  const first = `+447${r.digits(3)}`
  const hashes = new Set()
  while (hashes.size < PHONES) hashes.add(bare(first + r.digits(6)))
  const started = performance.now()
  let found = 0
  for (let number = 0; number < BLOCK; number++)
    if (hashes.has(bare(first + `${number}`.padStart(6, '0')))) found += 1
  const seconds = (performance.now() - started) / 1_000
  console.log(
    `${count(PHONES)} telephone numbers of one block of ${count(BLOCK)}, SHA-256, bare: ` +
      `${percent(found / PHONES)} recovered in ${seconds.toFixed(1)} s, ${count(Math.round(BLOCK / seconds))} guesses/s`,
  )
  const minutes = ((seconds / BLOCK) * NETWORK) / 60
  console.log(
    `computed from that: all ${count(NETWORK)} numbers take ${minutes.toFixed(0)} minutes on this core`,
  )
}

function table([head, ...lines]) {
  for (const line of [head, head.map(() => '---'), ...lines]) console.log(`| ${line.join(' | ')} |`)
}

function count(number) {
  return number.toLocaleString('en')
}

function percent(share) {
  return `${(100 * share).toFixed(1)} %`
}
