/** What most pages never need: loaded when it is first needed. */
export { eraseSent, eraseStreams } from './eraseSent.ts'
export { hashFields } from './hashFields.ts'
