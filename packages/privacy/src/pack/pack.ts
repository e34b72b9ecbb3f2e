import type { Pack } from '../pack.ts'
import { announced } from './announced.ts'
import { coordinates } from './coordinates.ts'
import { nationalId } from './nationalId.ts'
import { obfuscatedEmail } from './obfuscatedEmail.ts'
import { shapes } from './shapes.ts'
import { wallet } from './wallet.ts'
import { suffixes, words } from './words.ts'

/** The lazy pack: national identifiers, wallets, what phrases announce, and words of more languages. */
export const pack: Pack = {
  detectors: [...announced, obfuscatedEmail, nationalId, wallet, coordinates],
  words,
  suffixes,
  shapes,
}
