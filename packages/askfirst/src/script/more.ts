/** What a page needs late, if at all: `askfirst-more.js`, loaded when it is first needed. */
export { eraseDenied, eraseSent, giveUp, hashFields } from '../more.ts'
