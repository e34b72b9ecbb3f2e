// One adversarial input in a thread of its own, which whoever waits may end: answers `{ ms }` or `{ failed }`.
import { parentPort, workerData } from 'node:worker_threads'
import { loadTool } from './loadTool.mjs'
import { probes } from './probes.mjs'

const redact = await loadTool(workerData.tool)
await redact('text', 'warm up a@b.co 1234')
const [kind, input] = probes()[workerData.probe]
parentPort.postMessage({ ready: true })
const start = performance.now()
let failed
try {
  await redact(kind, input)
} catch (error) {
  failed = String(error?.message ?? error).slice(0, 80)
}
parentPort.postMessage({ ms: performance.now() - start, failed })
