import { browserConsentEnv, createConsent } from '@askfirst/consent'
import * as ui from '@askfirst/ui'

const consent = createConsent({ purposes: ['measurement'] }, browserConsentEnv())
let asked = false
const look = () => {
  // Not while the record is still being looked up.
  if (asked || consent.snapshot().purposes.measurement !== 'undecided') return
  asked = true
  ui.showBanner(consent)
}
consent.subscribe(look)
look()
window.openCentre = ui.openCentre && (() => ui.openCentre(consent))
