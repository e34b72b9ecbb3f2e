import type { ConsentChoices } from '@askfirst/consent'
import type { ConsentConfig } from '@askfirst/consent/config'
import type { ConsentModel } from './consentModel.ts'
import type { UiElement } from './defineElement.ts'
import type { Env } from './env.ts'
import type { UiOptions } from './uiOptions.ts'

/** What is known to whatever draws: the world, what to ask, how, and where. */
export interface Drawing {
  env: Env
  host: UiElement
  consent: ConsentChoices
  model: ConsentModel
  config: Partial<ConsentConfig>
  options: UiOptions
}
