import { scrubProps, scrubText, scrubUrl } from '../../packages/privacy/dist/index.js'
import { pack } from '../../packages/privacy/dist/pack.js'

const rules = { prop: scrubProps, url: scrubUrl, text: scrubText }

/** The built engine with its default settings, core set and lazy pack. `kind` is 'prop', 'url' or 'text'. */
export function redact(kind, input) {
  return rules[kind](input, {}, { pack })
}
