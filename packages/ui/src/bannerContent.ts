import type { BannerText } from './bannerText.ts'

/** What the banner's shadow root holds. */
export interface BannerContent {
  region: HTMLElement
  /** scrolls where the screen is small; the choice below it never does */
  text: HTMLElement
  status: HTMLElement
}

/** Builds the banner's elements; no markup is parsed, so that Trusted Types have nothing to refuse. */
export function bannerContent(
  document: Document,
  words: BannerText,
  decide: (choice: 'accept' | 'reject') => void,
): BannerContent {
  const make = <K extends keyof HTMLElementTagNameMap>(
    tag: K,
    properties: Partial<HTMLElementTagNameMap[K]>,
    ...children: (Node | string)[]
  ): HTMLElementTagNameMap[K] => {
    const element = Object.assign(document.createElement(tag), properties)
    element.append(...children)
    return element
  }
  const button = (choice: 'accept' | 'reject'): HTMLElement => {
    const element = make('button', { type: 'button', id: choice }, words[choice])
    element.addEventListener('click', () => decide(choice))
    return element
  }
  const outcome = make('p', {}, words.outcome)
  if (words.privacy !== undefined) outcome.append(' ', make('a', { href: words.privacy }, 'Privacy notice'))

  const text = make(
    'div',
    { className: 'text' },
    make('h2', { id: 'title' }, words.title),
    make('p', {}, words.lead),
    make('ul', {}, ...words.purposes.map((purpose) => make('li', {}, purpose))),
    outcome,
  )
  const status = make('div', { className: 'status' })
  status.setAttribute('role', 'status')
  const choice = make('div', { className: 'choice' }, button('accept'), button('reject'))
  const region = make('section', { lang: 'en', dir: 'ltr', tabIndex: -1 }, text, choice, status)
  region.setAttribute('role', 'region')
  region.setAttribute('aria-labelledby', 'title')
  return { region, text, status }
}
