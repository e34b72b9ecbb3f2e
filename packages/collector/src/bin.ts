#!/usr/bin/env node
import { CollectorError } from './collectorError.ts'
import { createCollector } from './createCollector.ts'
import { readEnvironment } from './environment.ts'

const say = (line: string): void => void process.stdout.write(`${line}\n`)

async function main(): Promise<void> {
  const { port, host, options, tokenIsNew } = readEnvironment(process.env)
  const collector = await createCollector({ ...options, log: say })
  const stop = (): void => {
    collector.close().then(
      () => process.exit(0),
      () => process.exit(1),
    )
  }
  process.on('SIGINT', stop)
  process.on('SIGTERM', stop)
  const { url } = await collector.listen({ port, host }).catch(async (error: unknown) => {
    await collector.close()
    throw error
  })
  // A token that the operator chose is theirs to know; it stays out of the log.
  say(`dashboard ${url}dashboard${tokenIsNew ? `#token=${options.adminToken}` : ''}`)
  say(`owner ${url}owner${tokenIsNew ? `#token=${options.adminToken}` : ''}`)
  if (tokenIsNew) say(`admin token ${options.adminToken} (set ASKFIRST_ADMIN_TOKEN to keep one)`)
  say(`ready ${url}`)
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof CollectorError ? error.message : String(error)}\n`)
  process.exit(1)
})
