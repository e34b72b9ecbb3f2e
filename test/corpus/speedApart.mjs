import { once } from 'node:events'
import { Worker } from 'node:worker_threads'

/** What `speed` says of a tool (see `loadTool`) in a new thread; rejects where the thread fails. */
export async function speedApart(tool, cases, rounds) {
  const worker = new Worker(new URL('speedWorker.mjs', import.meta.url), {
    workerData: { tool, cases, rounds },
  })
  const [result] = await once(worker, 'message')
  await worker.terminate()
  return result
}
