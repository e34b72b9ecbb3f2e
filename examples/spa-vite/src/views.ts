import { analytics } from './analytics.ts'

/** One route: what the page shows, and what its buttons do. */
export interface View {
  title: string
  build: () => Node[]
}

export const views: Readonly<Record<string, View>> = {
  '/': {
    title: 'Home',
    build: () => [paragraph('A shop with three pages and no reloads between them.')],
  },
  '/teas': {
    title: 'Teas',
    build: () => [
      button('add-assam', 'Add 100 g of Assam', () =>
        analytics.track('tea_added', { tea: 'assam', grams: 100 }),
      ),
      button('add-sencha', 'Add 50 g of Sencha', () =>
        analytics.track('tea_added', { tea: 'sencha', grams: 50 }),
      ),
    ],
  },
  '/about': {
    title: 'About',
    build: () => [
      button('ask-newsletter', 'Ask for the newsletter', () =>
        analytics.track('newsletter_asked', { address: 'ada@example.org' }),
      ),
    ],
  },
}

function paragraph(text: string): Node {
  const element = document.createElement('p')
  element.textContent = text
  return element
}

function button(id: string, text: string, act: () => void): Node {
  const element = document.createElement('button')
  element.type = 'button'
  element.id = id
  element.textContent = text
  element.addEventListener('click', act)
  return element
}
