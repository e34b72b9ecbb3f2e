import type { Database } from '@askfirst/consent'
import type { Chunk, Stream } from './chunk.ts'
import type { PlainPart, Puts, Seal, SealedRow, SealKey } from './seal.ts'

/** What is found under a chunk's id: undefined where it can't be opened. */
export interface OpenedChunk {
  id: string
  chunk: Chunk | undefined
}

/** Chunks and streams as the rows that they are at rest. */
export interface SealedChunks {
  /** What is to be put for each chunk, by its id: the chunk, its stream, and the keys under which both are sealed. */
  seal(chunks: readonly Chunk[]): Promise<Map<string, Puts>>
  /** Of the chunks so called those that are there. */
  open(ids: readonly string[]): Promise<OpenedChunk[]>
  /** The streams that can be opened, in no order. */
  streams(): Promise<Stream[]>
}

export function sealedChunks(
  run: Database['run'],
  { seal, open }: Pick<Seal, 'seal' | 'open'>,
): SealedChunks {
  return {
    seal: async (chunks) => {
      const puts = chunks.map(async (chunk) => {
        const { secret, day, at, ...stream } = chunk.stream
        const rows = await Promise.all([
          seal(`c${chunk.id}`, plainPart({ ...chunk, destination: stream.destination }), chunk),
          seal(`s${stream.id}`, { ...plainPart(stream), at }, { secret, day }),
        ])
        return [chunk.id, rows.flat()] as const
      })
      return new Map(await Promise.all(puts))
    },
    open: async (ids) => {
      const [keys, ...rows] = (await run('readonly', ({ all }) =>
        Promise.all([all('e'), ...ids.map((id) => all(`c${id}`))]),
      )) as [SealKey[], ...SealedRow[][]]
      const opened = rows.flat().map(async (row) => {
        const chunk = await open(`c${row.id}`, row, keys)
        return { id: row.id, chunk: chunk as Chunk | undefined }
      })
      return Promise.all(opened)
    },
    streams: async () => {
      const [rows, keys] = (await run('readonly', ({ all }) => Promise.all([all('s'), all('e')]))) as [
        SealedRow[],
        SealKey[],
      ]
      const opened = rows.map(async (row) => {
        const named = (await open(`s${row.id}`, row, keys)) as Pick<Stream, 'secret' | 'day'> | undefined
        return named && { ...plainPart(row), destination: row.destination, at: row.at!, ...named }
      })
      return (await Promise.all(opened)).filter((stream) => stream !== undefined)
    },
  }
}

function plainPart({ id, purpose, decision, destination }: PlainPart): PlainPart {
  return { id, purpose, decision, destination }
}
