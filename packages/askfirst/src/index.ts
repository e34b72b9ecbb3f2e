export type {
  ConsentReason,
  ConsentSnapshot,
  EraseReport,
  PurgeReport,
  Purpose,
  PurposeState,
  Stop,
} from '@askfirst/consent'
export type { Format, Json, LossReason, Props } from '@askfirst/formats'
export { native } from '@askfirst/formats'
export { AskfirstError, definePlan, type Plan, type PlannedEvent, type Treatment } from '@askfirst/plan'
export type { ScrubCounts } from '@askfirst/privacy'
export type { BeforeSend, OutgoingEvent } from './beforeSend.ts'
export type { Client, ClientConsent, Inspection, Losses } from './client.ts'
export { type ConsentDefinition, defineConsent } from './defineConsent.ts'
export type { DestinationState } from './delivery.ts'
export type { Destination } from './destination.ts'
export { init } from './init.ts'
export type { Options } from './options.ts'
export type { Plugin, PluginContext } from './plugin.ts'
export { pageViews } from './plugins/pageViews.ts'
