import { readFile } from 'node:fs/promises'
import type { RecordedEvent } from '../check/recordedEvent.ts'

/**
 * Recorded events: one JSON object a line, `{ "name": "…", "props": { … } }`. Other members and empty lines are left
 * alone.
 *
 * @throws Error that names the line which is none
 */
export async function readEvents(path: string): Promise<RecordedEvent[]> {
  const events: RecordedEvent[] = []
  for (const [i, line] of (await readFile(path, 'utf8')).split('\n').entries()) {
    if (!line.trim()) continue
    const event = parsed(line)
    if (!isEvent(event)) throw new Error(`line ${i + 1} is no event; write { "name": "…", "props": { … } }`)
    events.push(event)
  }
  return events
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    // The message would quote the line, and with it what visitors have written.
    return undefined
  }
}

function isEvent(value: unknown): value is RecordedEvent {
  const { name, props = {} } = (value ?? {}) as Partial<RecordedEvent>
  return typeof name === 'string' && typeof props === 'object' && props !== null && !Array.isArray(props)
}
