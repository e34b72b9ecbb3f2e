import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'
import { alias } from '../../vitest.config.ts'
import { faultTable } from './faultTable.ts'

/** Every fault in every browser, once: a row that fails is not made again. Ends with a table of what has arrived. */
export default defineConfig({
  resolve: { alias },
  test: {
    root: fileURLToPath(new URL('../../..', import.meta.url)),
    globalSetup: fileURLToPath(new URL('../../browser/setup.ts', import.meta.url)),
    include: ['test/faults/browser/**/*.test.ts'],
    fileParallelism: false,
    reporters: ['default', faultTable()],
    testTimeout: 180_000,
    hookTimeout: 60_000,
  },
})
