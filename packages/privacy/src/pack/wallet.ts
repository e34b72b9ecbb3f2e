import type { Detector } from '../detector.ts'

/**
 * Addresses of wallets: Bitcoin and its kin in Base58 (BIP 13) or Bech32 (BIP 173), Ethereum (EIP-55), Tron, Ripple,
 * Monero.
 */
export const wallet: Detector = {
  type: 'wallet',
  hint: /\w{25}/,
  pattern:
    /(?<!\w)(?:0x[\da-fA-F]{40}|(?:bc|tb|ltc|addr)1[a-z\d]{25,90}|(?=[A-Za-z]*\d)[13LMDTrX][1-9A-HJ-NP-Za-km-z]{25,34}|[48][1-9A-HJ-NP-Za-km-z]{94})(?!\w)/g,
  accept: (match) =>
    /[a-z]/.test(match) && /\d/.test(match) && (/[A-Z]/.test(match) || /^(?:0x|\w{2,4}1)/.test(match)),
}
