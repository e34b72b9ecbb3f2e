declare const process: { env: { NODE_ENV?: string } }

/** Whether a bundler, or a test, says that this is no production build. */
export function inDevelopment(): boolean {
  return typeof process !== 'undefined' && process.env.NODE_ENV !== 'production'
}
