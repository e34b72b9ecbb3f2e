/** What most pages never need: loaded when it is first needed. */
export { eraseDenied, eraseSent } from './eraseSent.ts'
export { giveUp } from './giveUp.ts'
export { hashFields } from './hashFields.ts'
