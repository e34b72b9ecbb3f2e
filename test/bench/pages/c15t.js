import { ConsentBanner, ConsentDialog, ConsentManagerProvider, useConsentManager } from '@c15t/react'
import { createElement } from 'react'
import { createRoot } from 'react-dom/client'

const options = {
  mode: 'offline',
  consentCategories: ['necessary', 'measurement'],
  overrides: { country: 'DE' },
}

function Opener() {
  const { setActiveUI } = useConsentManager()
  window.openCentre = () => setActiveUI('dialog')
  return null
}

const root = document.createElement('div')
document.body.append(root)
createRoot(root).render(
  createElement(
    ConsentManagerProvider,
    { options },
    createElement(ConsentBanner),
    createElement(ConsentDialog),
    createElement(Opener),
  ),
)
