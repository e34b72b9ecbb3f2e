import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'
import { alias } from '../vitest.config.ts'

/** Browser tests run one file after another: two browsers at once on a small machine time each other out. */
export default defineConfig({
  resolve: { alias },
  test: {
    root: fileURLToPath(new URL('../..', import.meta.url)),
    globalSetup: fileURLToPath(new URL('setup.ts', import.meta.url)),
    include: ['test/browser/**/*.test.ts'],
    fileParallelism: false,
    // Real browsers in real time: a test that fails is made again, in a browser that is started for it.
    retry: 1,
    testTimeout: 120_000,
    hookTimeout: 60_000,
  },
})
