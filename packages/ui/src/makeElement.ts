/**
 * Makes one element with its names, its attributes and what is in it. The names are its classes, for our style sheet,
 * and its parts, for a page's.
 */
export type Make = <K extends keyof HTMLElementTagNameMap>(
  tag: K,
  names: string,
  attributes: Readonly<Record<string, string>>,
  ...children: (Node | string)[]
) => HTMLElementTagNameMap[K]

/** Makes elements of a document. No markup is parsed and no style attribute set: Trusted Types and CSP refuse nothing. */
export function makeElement(document: Document): Make {
  return (tag, names, attributes, ...children) => {
    const element = document.createElement(tag)
    const all: Readonly<Record<string, string>> = { class: names, part: names, ...attributes }
    for (const name in all) element.setAttribute(name, all[name]!)
    element.append(...children)
    return element
  }
}
