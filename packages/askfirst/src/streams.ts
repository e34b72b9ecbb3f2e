import { base64url, streamName } from '@askfirst/formats'
import type { Env } from './environment.ts'
import type { StreamRow } from './store/chunkStore.ts'

/** One page load's sequence of events of one purpose. */
export interface Stream {
  row: StreamRow
  /** the number that the next event gets: how many were given out */
  next: number
}

/**
 * Begins a stream. Its secret stays on the device; the destination sees a name made from it.
 * Without cryptography (plain http) the name is random, and nobody can ask for an erasure by it.
 */
export async function beginStream(env: Env, purpose: string, destination: string): Promise<Stream> {
  const at = env.now()
  const day = new Date(at).toISOString().slice(0, 10)
  const secret = base64url(env.randomBytes(16))
  const name = env.subtle
    ? await streamName(env.subtle, day, secret, destination)
    : `${day}.${base64url(env.randomBytes(16))}`
  return { row: { secret, day, purpose, at, name, lost: [] }, next: 0 }
}
