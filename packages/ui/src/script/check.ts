import type { Stop } from '@askfirst/consent'
import { checkConfig, type ConsentConfig } from '@askfirst/consent/config'
import { checkButtons } from '../checkButtons.ts'

/**
 * What a developer is told of the script-tag build, on `localhost`.
 *
 * @throws AskfirstError what `checkConfig` finds; the banner is gone then
 */
export function check(config: Partial<ConsentConfig>, root: ShadowRoot, stop: Stop): void {
  checkButtons(root)
  try {
    checkConfig({ purposes: [{ id: 'measurement' }], ...config })
  } catch (error) {
    stop()
    throw error
  }
}
