import type { Detector } from '../detector.ts'

/**
 * Addresses of wallets: Bitcoin and its kin in Base58 (BIP 13) or Bech32 (BIP 173), Ethereum (EIP-55), Tron, Ripple,
 * Monero.
 */
export const wallet: Detector = {
  type: 'wallet',
  pattern:
    /(?<!\w)(?:0x[\da-fA-F]{40}|(?:bc|tb|ltc|addr|cosmos)1[a-z\d]{25,110}|(?=[A-Za-z]*\d)(?=[A-Z\d]*[a-z])(?=[a-z\d]*[A-Z])[13LMDTrX][1-9A-HJ-NP-Za-km-z]{25,43}|[48][1-9A-HJ-NP-Za-km-z]{94})(?!\w)/g,
}
