/** What most pages never need: loaded when it is first needed. */
export { eraseSent } from './eraseSent.ts'
export { hashFields } from './hashFields.ts'
