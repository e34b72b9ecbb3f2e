import { poll } from './poll.ts'
import { type ProcessTree, startTree } from './processTree.ts'

/** A virtual X display for engines that have no headless mode. */
export interface Display {
  /** value for `DISPLAY`, such as `:3` */
  name: string
  stop(): Promise<void>
}

/** Starts Xvfb on a free display number of its own choice, without a TCP listener. */
export async function startXvfb(): Promise<Display> {
  const tree: ProcessTree = startTree('Xvfb', [
    '-displayfd',
    '3',
    '-screen',
    '0',
    '1280x900x24',
    '-nolisten',
    'tcp',
  ])
  let written = ''
  tree.child.stdio[3]?.on('data', (bytes: Buffer) => {
    written += bytes.toString()
  })
  try {
    await poll('Xvfb opens a display', () => written.endsWith('\n'))
  } catch (error) {
    await tree.kill()
    throw new Error(`${(error as Error).message} ${tree.errors()}`)
  }
  return { name: `:${written.trim()}`, stop: () => tree.kill() }
}
