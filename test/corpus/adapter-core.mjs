import { scrubProps, scrubText, scrubUrl } from '../../packages/privacy/dist/index.js'

const rules = { prop: scrubProps, url: scrubUrl, text: scrubText }

/** The built engine with its default settings, the core set alone. `kind` is 'prop', 'url' or 'text'. */
export function redact(kind, input) {
  return rules[kind](input, {}, {})
}
