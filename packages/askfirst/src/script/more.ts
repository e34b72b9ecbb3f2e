/** What a page needs late, if at all: `askfirst-more.js`, loaded when it is first needed. */
export { eraseSent, eraseStreams, hashFields } from '../more.ts'
