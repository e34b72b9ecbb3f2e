import { type Reply, type Served, serve } from './serveC.ts'

/** One stored line. */
export interface Line {
  id: string
  what: string
  at: number
  why: string
}

/** A collector that nobody sells, for the custom format. */
export interface FakeLines extends Served {
  lines: Line[]
}

/** Takes one JSON line an event, stores an id once, and answers how many lines it has taken. */
export async function fakeLines(): Promise<FakeLines> {
  const lines: Line[] = []
  const served = await serve(({ path, body }): Reply => {
    if (path !== '/lines') return { status: 404 }
    const found = body.split('\n').map((line) => JSON.parse(line) as Line)
    const fresh = found.filter(({ id }) => !lines.some((line) => line.id === id))
    lines.push(...fresh)
    return { status: 200, body: `taken ${found.length}` }
  })
  return Object.assign(served, { lines })
}
