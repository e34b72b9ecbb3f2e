/** Makes one element with its attributes and what is in it. */
export type Make = <K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Readonly<Record<string, string>>,
  ...children: (Node | string)[]
) => HTMLElementTagNameMap[K]

/** Makes elements of a document. No markup is parsed and no style attribute set: Trusted Types and CSP refuse nothing. */
export function makeElement(document: Document): Make {
  return (tag, attributes, ...children) => {
    const element = document.createElement(tag)
    for (const name in attributes) element.setAttribute(name, attributes[name]!)
    element.append(...children)
    return element
  }
}
