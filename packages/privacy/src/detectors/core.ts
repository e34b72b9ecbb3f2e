import type { Detector } from '../detector.ts'
import { card } from './card.ts'
import { email } from './email.ts'
import { iban } from './iban.ts'
import { ip } from './ip.ts'
import { phone } from './phone.ts'
import { token } from './token.ts'

/** The core set, in the order of trying. */
export const core: readonly Detector[] = [email, iban, token, card, ip, phone]
