/** What most tags never need: `askfirst-more.js`, loaded when it is first needed. */
export { eraseSent, giveUp, hashFields } from '../more.ts'
export { readTag } from './readTag.ts'
