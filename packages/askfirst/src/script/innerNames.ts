import type {
  Asked,
  Consent,
  ConsentOptions,
  ConsentRecord,
  ConsentSnapshot,
  EraseReport,
  Facts,
  PurgeReport,
  Signals,
} from '@askfirst/consent'
import type { ConsentConfig, ConsentPolicy, PurposeConfig } from '@askfirst/consent/config'
import type { Batch, Format, WireChunk, WireRequest, WireResponse } from '@askfirst/formats'
import type { Chunk, Stream } from '../chunk.ts'
import type { Client, Inspection } from '../client.ts'
import type { Destination } from '../destination.ts'
import type { Env, Page } from '../environment.ts'
import type { Draft } from '../event.ts'
import type { Lane, Sequence } from '../lane.ts'
import type { Options, Settings } from '../options.ts'
import type { Outbox } from '../outbox.ts'
import type { Parts } from '../parts.ts'
import type { Plugin, PluginContext } from '../plugin.ts'
import type { Flight } from '../route.ts'

type NamesOf<Shape> = Shape extends unknown ? keyof Shape : never
type Inside = NamesOf<
  | Facts
  | Settings
  | ConsentOptions
  | Parts
  | Parts['chunker']
  | Parts['routes'][number]
  | Parts['routes'][number]['delivery']
  | Parts['queue']
  | Outbox
  | Env
  | Consent
  | Draft
  | Lane
  | Sequence
  | Flight
>
/** What a page, a plugin, a format, the collector or the device gets to see, and what the browser has. */
type Outside = NamesOf<
  | Client
  | Inspection
  | Inspection['queued']
  | Inspection['destinations'][number]
  | Destination
  | PurgeReport
  | EraseReport
  | Options
  | Plugin
  | PluginContext
  | PluginContext['env']
  | Page
  | Format
  | Batch
  | WireChunk
  | WireRequest
  | WireResponse
  | Chunk
  | Stream
  | Asked
  | ConsentRecord
  | Signals
  | ConsentConfig
  | NonNullable<ConsentConfig['controller']>
  | NonNullable<ConsentConfig['banner']>
  | PurposeConfig
  | ConsentPolicy
  | ConsentSnapshot
  | Window
  | Document
  | Navigator
>

/**
 * Members that stay inside the script-tag build, which calls each by one letter, the same in all its files. None is
 * read by a name that a variable holds.
 */
export const INNER_NAMES: readonly Exclude<Inside, Outside>[] = [
  'settings',
  'chunker',
  'uptime',
  'delivery',
  'durableCopy',
  'erasingFor',
  'lastNo',
  'lanes',
  'flights',
  'totals',
  'change',
  'counts',
  'lose',
  'hashed',
  'declared',
  'waiting',
  'later',
  'someGranted',
  'settled',
  'renew',
  'syncCopy',
  'randomBytes',
  'openStore',
  'beacon',
  'deleteStore',
  'onChunk',
  'work',
  'cutNow',
  'purge',
  'forget',
  'drop',
  'own',
  'send',
  'notify',
  'pause',
  'paused',
  'withdrawing',
  'sure',
  'reading',
  'expired',
  'stale',
  'erasing',
  'purged',
  'fallback',
  'suspend',
  'marked',
  'adapt',
  'sequences',
  'routes',
  'takes',
]
