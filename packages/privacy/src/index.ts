export type { Json, Props, ScrubCounts, ScrubOptions } from './scrubOptions.ts'
export { scrubProps } from './scrubProps.ts'
export { scrubText } from './scrubText.ts'
export { scrubUrl } from './scrubUrl.ts'
