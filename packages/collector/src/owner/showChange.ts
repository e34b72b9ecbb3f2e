import { type ConsentConfig, checkConfig, compareConfigs, lintConfig } from '@askfirst/consent/config'
import { byId } from '../dashboard/element.ts'
import { builtInWords } from './builtInWords.ts'
import type { Draft } from './draft.ts'
import { make } from './make.ts'
import { sayAsked, sayClass, sayPath } from './sayChange.ts'

/** Says what publishing the draft would do, or what keeps it from being published. */
export function showChange(draft: Draft, published: ConsentConfig): void {
  const { config } = draft
  const fault = faultOf(config)
  const change = compareConfigs(published, config)
  byId('change').replaceChildren(
    ...(fault ? [make('p', { className: 'error', id: 'fault' }, fault)] : changeParts(published, config)),
  )
  const hints = fault ? [] : lintConfig(config, builtInWords(draft.language), draft.language)
  byId('hints').hidden = hints.length === 0
  byId('hint-list').replaceChildren(...hints.map((hint) => make('li', {}, hint)))
  byId<HTMLButtonElement>('publish').disabled = fault !== '' || change.class === 'none'
  byId<HTMLButtonElement>('discard').disabled = change.class === 'none'
}

/** The class, who is asked again, and what has moved. */
export function changeParts(before: ConsentConfig, after: ConsentConfig): HTMLElement[] {
  const change = compareConfigs(before, after)
  const moved = [...new Set(change.changes.map(({ path }) => sayPath(path)))]
  const parts = [
    make(
      'p',
      {},
      make('strong', { className: `class ${change.class}` }, sayClass(change.class)),
      ' ',
      make('span', { className: 'asked' }, sayAsked(change.class, change.purposes)),
    ),
  ]
  if (moved.length) parts.push(make('p', { className: 'note' }, `Changed: ${moved.join(' · ')}`))
  if (after.banner?.show === false)
    parts.push(
      make('p', { className: 'note' }, 'The banner is off: nobody is asked, and so nothing is collected.'),
    )
  return parts
}

/** What keeps a configuration from being published, with the fix; empty where nothing does. */
export function faultOf(config: ConsentConfig): string {
  try {
    checkConfig(config)
    return ''
  } catch (error) {
    return (error as Error).message
  }
}
