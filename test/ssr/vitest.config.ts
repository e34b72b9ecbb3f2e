import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

/** The built packages where there is no page. */
export default defineConfig({
  test: {
    root: fileURLToPath(new URL('../..', import.meta.url)),
    include: ['test/ssr/**/*.test.ts'],
    testTimeout: 60_000,
  },
})
