/** What banner and centre need of the world. */
export interface Env {
  window: Window & typeof globalThis
  document: Document
}

/** The browser's own, or undefined where there is no document (Node, workers). The one place that names it. */
export function browserEnv(): Env | undefined {
  return typeof document === 'undefined' ? undefined : { window, document }
}
