/** What keeps and sends events: `askfirst-outbox.js`, loaded once the record grants something. */
export { createOutbox } from '../createOutbox.ts'
