// Times a tool in a thread of its own, where no other tool has taught the compiler anything.
import { parentPort, workerData } from 'node:worker_threads'
import { loadTool } from './loadTool.mjs'
import { speed } from './speed.mjs'

const { tool, cases, rounds } = workerData
parentPort.postMessage(await speed(await loadTool(tool), cases, rounds))
