import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe } from 'vitest'
import { openPglite } from './pglite.ts'
import { storeContract } from './storeContract.ts'

const directory = mkdtempSync(join(tmpdir(), 'askfirst-pglite-'))
afterAll(() => rmSync(directory, { recursive: true, force: true }))

describe('the store on PGlite', () => storeContract(() => openPglite(directory)))
