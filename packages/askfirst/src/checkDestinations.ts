import { AskfirstError } from '@askfirst/plan'
import type { Destination } from './destination.ts'

/**
 * Checks that destinations can be told apart, and that between them they take what visitors are asked for.
 *
 * @throws AskfirstError `options-invalid`, with the destination at fault and the fix
 */
export function checkDestinations(destinations: readonly Destination[], purposes: readonly string[]): void {
  const names = destinations.map(({ name, format }) => name ?? format.name)
  const twice = names.find((name, i) => names.indexOf(name) !== i)
  if (twice) refuse('', `must have names of their own, and two are called ${twice}: give one a name`)
  destinations.forEach(({ purposes: some = [] }, i) => {
    if (!some.every((purpose) => purposes.includes(purpose)))
      refuse(`[${i}].purposes`, `must be among those that visitors are asked for: ${purposes}`)
  })
  const nowhere = purposes.find((one) =>
    destinations.every(({ purposes: some }) => some && !some.includes(one)),
  )
  if (nowhere) refuse('', `must take every purpose, and none takes ${nowhere}`)
}

function refuse(where: string, fix: string): never {
  throw new AskfirstError('options-invalid', `askfirst: destinations${where} ${fix}`)
}
