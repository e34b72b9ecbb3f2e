import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'
import { alias } from '../vitest.config.ts'

/** Fault tests kill and restart built programs; one file at a time, so that they don't starve each other. */
export default defineConfig({
  resolve: { alias },
  test: {
    root: fileURLToPath(new URL('../..', import.meta.url)),
    include: ['test/faults/*.test.ts'],
    fileParallelism: false,
    testTimeout: 120_000,
    hookTimeout: 60_000,
  },
})
