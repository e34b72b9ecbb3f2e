import { browserConsentEnv, createConsent } from '@askfirst/consent'
import { openCentre, showBanner } from '@askfirst/ui'

const consent = createConsent({ purposes: ['measurement'] }, browserConsentEnv())
let asked = false
const look = () => {
  // Not while the record is still being looked up.
  if (asked || consent.snapshot().purposes.measurement !== 'undecided') return
  asked = true
  showBanner(consent)
}
consent.subscribe(look)
look()
window.openCentre = () => openCentre(consent)
