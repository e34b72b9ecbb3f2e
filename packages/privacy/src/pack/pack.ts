import type { Pack } from '../pack.ts'
import { announced } from './announced.ts'
import { beside } from './beside.ts'
import { coordinates } from './coordinates.ts'
import { nationalId } from './nationalId.ts'
import { normal } from './normal.ts'
import { packed } from './packed.ts'
import { shapes } from './shapes.ts'
import { wallet } from './wallet.ts'
import { suffixes, words } from './words.ts'

/** The lazy pack: national identifiers, wallets, what phrases announce, and words of more languages. */
export const pack: Pack = {
  detectors: [packed, ...announced, nationalId, wallet, coordinates],
  normal,
  beside,
  words,
  suffixes,
  shapes,
}
