export { configError } from './configError.ts'
export type { ConsentConfig, PurposeConfig, Text } from './consentConfig.ts'
export type { ConsentPolicy, ConsentRules } from './consentPolicy.ts'
export { KNOWN_PURPOSES, WORD_KEYS, type WordKey, type Words } from './wordKeys.ts'
