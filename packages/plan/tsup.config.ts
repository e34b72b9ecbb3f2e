import { writeFile } from 'node:fs/promises'
import { defineConfig } from 'tsup'
import { planSchema } from './src/author/planSchema.ts'

export default defineConfig({
  entry: {
    index: 'src/index.ts',
    apply: 'src/apply/index.ts',
    check: 'src/check/index.ts',
    'askfirst-plan': 'src/bin/askfirstPlan.ts',
  },
  format: 'esm',
  dts: { entry: { index: 'src/index.ts', apply: 'src/apply/index.ts', check: 'src/check/index.ts' } },
  clean: true,
  target: 'es2022',
  treeshake: true,
  onSuccess: () => writeFile('dist/plan.schema.json', `${JSON.stringify(planSchema(), null, 2)}\n`),
})
