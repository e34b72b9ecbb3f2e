/** What reads a tag that says more than the plain things: `askfirst-config.js`, loaded for such a tag alone. */
export { readTagAndFile } from './ownerFile.ts'
