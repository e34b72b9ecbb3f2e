import { isPlain } from './isPlain.ts'

/**
 * Whether the pack might change `props`, that is, whether they have to wait for it. Never false for what the pack
 * would change; true for much that it would not. Plain are flags, numbers of at most six digits and two decimals, and
 * words in small letters without spaces, such as `signup`, `pricing-page` and `/docs/intro`.
 *
 * @param props as `scrubProps` left them without a pack: plain JSON
 */
export function needsPack(props: unknown, name = ''): boolean {
  if (props === null || typeof props === 'boolean') return false
  const inner = typeof props === 'object'
  const plain = inner ? 'object' : `${props}`
  if (!isPlain(plain, name + plain)) return true
  return (
    inner &&
    Object.entries(props).some(([key, value]) =>
      Array.isArray(props)
        ? needsPack(value, name)
        : !/^[a-z_$][\w$]{0,39}$/i.test(key) || /\d{3}/.test(key) || needsPack(value, `${name}-${key}`),
    )
  )
}
