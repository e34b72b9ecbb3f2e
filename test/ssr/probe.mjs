// Runs in plain Node, on the main thread or in a worker: imports the built packages, then calls `init`, and tells
// what either has done to the world. The modules' addresses come as JSON in ASKFIRST_MODULES.
import { isMainThread, parentPort } from 'node:worker_threads'

// What a page would have and Node has not, or has in a half-hearted way: nothing may ask for it at import.
const PAGE_GLOBALS = [
  'document',
  'window',
  'location',
  'history',
  'localStorage',
  'sessionStorage',
  'indexedDB',
]

const read = []
for (const name of PAGE_GLOBALS) {
  Object.defineProperty(globalThis, name, {
    configurable: true,
    get: () => {
      read.push(name)
      return undefined
    },
  })
}
const called = []
for (const name of [
  'fetch',
  'setTimeout',
  'setInterval',
  'queueMicrotask',
  'BroadcastChannel',
  'addEventListener',
]) {
  const original = globalThis[name]
  globalThis[name] = function (...args) {
    called.push(name)
    return new.target ? Reflect.construct(original, args) : Reflect.apply(original, this, args)
  }
}
const said = []
const write = process.stdout.write.bind(process.stdout)
for (const stream of [process.stdout, process.stderr])
  stream.write = (text) => Boolean(said.push(String(text).trim()))

const globals = () => Reflect.ownKeys(globalThis).map(String)
const prototypes = () =>
  [Object, Array, Function, String, Promise, Map, EventTarget, Response]
    .flatMap(({ prototype }) => Reflect.ownKeys(prototype))
    .map(String)
// Node makes some of its own globals when a prototype is first looked at.
const before = { prototypes: prototypes(), globals: globals(), resources: resources() }
const modules = {}
for (const [name, url] of Object.entries(JSON.parse(process.env.ASKFIRST_MODULES)))
  modules[name] = await import(url)

const imported = {
  read: [...read],
  called: [...called],
  said: [...said],
  added: globals().filter((name) => !before.globals.includes(name)),
  patched: prototypes().length - before.prototypes.length,
  resources: resources().filter((name) => !before.resources.includes(name)),
  exports: Object.fromEntries(
    Object.entries(modules).map(([name, module]) => [name, Object.keys(module).length]),
  ),
}

called.length = 0
const client = modules.askfirst.init({ endpoint: '/v1/events' })
client.track('anything', { to: 'nowhere' })
client.page()
client.identify('someone')
const seen = []
client.consent.subscribe((snapshot) => seen.push(snapshot))()
client.use(modules['askfirst/vitals'].vitals())()
const promised = await Promise.all([
  client.optIn(),
  client.flush(),
  client.erase(),
  client.reset(),
  client.optOut(),
  client.shutdown(),
])
const report = {
  imported,
  inspection: client.inspect(),
  allows: client.consent.allows('measurement'),
  promised,
  called,
  said,
  seen,
  written: read.filter((name) => !['window', 'document'].includes(name)),
}
if (isMainThread) write(JSON.stringify(report))
else parentPort.postMessage(report)

function resources() {
  return process.getActiveResourcesInfo()
}
