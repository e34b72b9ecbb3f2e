import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { readConfig } from './readConfig.ts'

const EXAMPLES = new URL('../../../../examples/', import.meta.url)

it.each(['site-owner/askfirst.json', 'demo/site/askfirst.json'])('takes the example %s', (path) => {
  const config: unknown = JSON.parse(readFileSync(new URL(path, EXAMPLES), 'utf8'))
  expect(readConfig(config)).toEqual({ config })
})
