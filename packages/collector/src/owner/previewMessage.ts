import type { ConsentConfig } from '@askfirst/consent/config'

/** What the owner's page tells a preview. */
export interface PreviewMessage {
  config: ConsentConfig
  /** BCP 47, of the visitor that is imagined */
  language: string
  part: 'banner' | 'centre'
}

/** What a preview tells the owner's page once it can show something. */
export const READY = 'askfirst-preview-ready'
