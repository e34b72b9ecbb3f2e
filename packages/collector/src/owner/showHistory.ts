import { byId } from '../dashboard/element.ts'
import type { ConfigVersion } from '../store/configs.ts'
import { make } from './make.ts'
import { sayAsked, sayClass } from './sayChange.ts'

const when = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' })

/** Who published what and when, the newest first; each but the current one can be brought back. */
export function showHistory(history: readonly ConfigVersion[], bringBack: (version: number) => void): void {
  if (history.length === 0) {
    byId('history').replaceChildren(
      make('p', { className: 'nothing' }, 'Nothing has been published yet: visitors get the built-in words.'),
    )
    return
  }
  const heads = ['Version', 'When', 'Who', 'Change', ''].map((name) =>
    name ? make('th', { scope: 'col' }, name) : make('td'),
  )
  const rows = history.map((version, index) => row(version, index === 0, bringBack))
  byId('history').replaceChildren(
    make('table', {}, make('thead', {}, make('tr', {}, ...heads)), make('tbody', {}, ...rows)),
  )
}

function row(
  { version, at, by, change, restores }: ConfigVersion,
  isCurrent: boolean,
  bringBack: (version: number) => void,
): HTMLElement {
  const made = make('button', { type: 'button', id: `roll-back-${version}` }, 'Roll back')
  made.setAttribute('aria-label', `Roll back to version ${version}`)
  made.addEventListener('click', () => bringBack(version))
  const day = new Date(at)
  return make(
    'tr',
    {},
    make('th', { scope: 'row' }, String(version)),
    make('td', {}, make('time', { dateTime: day.toISOString() }, when.format(day))),
    make('td', {}, by),
    make(
      'td',
      {},
      make('strong', { className: `class ${change.class}` }, sayClass(change.class)),
      ` ${sayAsked(change.class, change.purposes)}`,
      ...(restores === null ? [] : [make('small', {}, ` As version ${restores}.`)]),
    ),
    make('td', {}, isCurrent ? make('span', { className: 'note' }, 'Current') : made),
  )
}
