const RULE = 'EDPB Cookie Banner Taskforce, January 2023: no deceptive contrast; CCR Title 11 §7004: symmetry'

const LOOKS = [
  'color',
  'font',
  'fontSize',
  'fontWeight',
  'backgroundColor',
  'backgroundImage',
  'border',
  'opacity',
  'textDecoration',
] as const

/**
 * Compares "Accept all" and "Reject all" as they are drawn, and says on the console where they differ. For developers:
 * a page's style can reach the buttons by their part.
 *
 * @returns what differs
 */
export function checkButtons(root: ShadowRoot): string[] {
  const [accept, reject] = root.querySelectorAll<HTMLElement>('[part~=decide]')
  if (!accept || !reject) return []
  const { defaultView } = root.ownerDocument
  const [one, two] = [accept, reject].map((button) => button.getBoundingClientRect())
  const [yes, no] = [accept, reject].map((button) => defaultView!.getComputedStyle(button))
  const differing: string[] = LOOKS.filter((name) => yes![name] !== no![name])
  for (const side of ['width', 'height'] as const)
    if (Math.abs(one![side] - two![side]) > 1) differing.push(side)
  if (differing.length)
    console.error(`askfirst: "Accept all" and "Reject all" differ in ${differing.join(', ')} (${RULE})`)
  return differing
}
