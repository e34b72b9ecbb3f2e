import type { ConsentChoices } from '@askfirst/consent'
import type * as Ui from '@askfirst/ui'
import { byId } from '../dashboard/element.ts'
import { memoryConsent } from './memoryConsent.ts'
import { type PreviewMessage, READY } from './previewMessage.ts'

// The very file that visitors get. Named in a variable, so that it stays a file of its own.
const BANNER = './askfirst-banner.js'
const { openCentre, showBanner } = (await import(BANNER)) as Pick<typeof Ui, 'openCentre' | 'showBanner'>

let message: PreviewMessage | undefined
let consent: ConsentChoices = memoryConsent([])
let stop = (): void => {}

/** Shows it to a visitor who has just come. */
function begin(next: PreviewMessage): void {
  message = next
  const { config, language, part } = next
  document.documentElement.lang = language
  consent = memoryConsent(config.purposes.map(({ id }) => id))
  const isOff = config.banner?.show === false
  byId('off').hidden = !isOff
  show(isOff ? undefined : part)
}

function show(part: PreviewMessage['part'] | undefined): void {
  stop()
  stop = () => {}
  if (!message || !part) return
  const { config, language } = message
  const options = { locale: language, receipts: false }
  stop = (part === 'banner' ? showBanner : openCentre)(consent, config, options)
}

addEventListener('message', ({ origin, source, data }: MessageEvent<PreviewMessage>) => {
  // By itself the page is its own parent.
  if (origin === location.origin && source === parent && source !== window) begin(data)
})
byId('again').addEventListener('click', () => show('centre'))
parent.postMessage(READY, location.origin)
