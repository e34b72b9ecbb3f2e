import { Worker } from 'node:worker_threads'
import { probes } from './probes.mjs'

/**
 * The slowest of the adversarial inputs for a tool (see `loadTool`), each in a new thread that is ended after
 * `limit` ms.
 *
 * @returns `worst` its name, `ms` its time, and the names of those that were cut and of those that threw
 */
export async function worstProbe(tool, limit = 5000) {
  const result = { worst: '', ms: 0, cut: [], threw: [] }
  for (const name of Object.keys(probes())) {
    const { ms, failed } = await time(tool, name, limit)
    if (failed) result.threw.push(name)
    if (ms >= limit) result.cut.push(name)
    if (ms > result.ms) Object.assign(result, { worst: name, ms })
  }
  return result
}

function time(tool, probe, limit) {
  const worker = new Worker(new URL('probeWorker.mjs', import.meta.url), { workerData: { tool, probe } })
  return new Promise((resolve) => {
    let timer
    const end = (answer) => {
      clearTimeout(timer)
      void worker.terminate()
      resolve(answer)
    }
    worker.on('message', (message) => {
      if (message.ready) timer = setTimeout(end, limit, { ms: limit })
      else end(message)
    })
    worker.on('error', (error) => end({ ms: 0, failed: String(error.message) }))
    worker.on('exit', () => end({ ms: 0, failed: 'ended' }))
  })
}
