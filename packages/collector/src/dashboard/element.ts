/** What `element` can set besides children. */
export interface Attributes {
  class?: string
  title?: string
  scope?: string
  role?: string
  label?: string
  /** width of a bar, 0 to 1 */
  share?: number
}

/**
 * Makes an element. Text is set as text, never parsed: names and properties of events are written by strangers.
 */
export function element<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Attributes = {},
  ...children: (Node | string)[]
): HTMLElementTagNameMap[Tag] {
  const made = document.createElement(tag)
  if (attributes.class) made.className = attributes.class
  if (attributes.title) made.title = attributes.title
  if (attributes.scope) made.setAttribute('scope', attributes.scope)
  if (attributes.role) made.setAttribute('role', attributes.role)
  if (attributes.label) made.setAttribute('aria-label', attributes.label)
  // Through the object model: a style attribute would be refused by the page's policy.
  if (attributes.share !== undefined) made.style.inlineSize = `${(attributes.share * 100).toFixed(2)}%`
  made.append(...children)
  return made
}

/** The page's own element of that id. */
export function byId<Type extends HTMLElement = HTMLElement>(id: string): Type {
  const found = document.getElementById(id)
  if (!found) throw new Error(`the page has no #${id}`)
  return found as Type
}
