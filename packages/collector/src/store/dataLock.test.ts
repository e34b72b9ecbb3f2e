import { spawn } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { takeDataLock } from './dataLock.ts'

describe('takeDataLock', () => {
  let directory: string
  let path: string
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'askfirst-lock-'))
    path = join(directory, 'collector.lock')
  })
  afterEach(() => rmSync(directory, { recursive: true, force: true }))

  it('lets one holder in at a time, in this process too', () => {
    const release = takeDataLock(directory)
    expect(readFileSync(path, 'utf8')).toMatch(new RegExp(`^${process.pid} `))
    expect(() => takeDataLock(`${directory}/.`)).toThrow(`in use by the process ${process.pid}`)
    release()
    release()
    expect(readdirSync(directory)).toEqual([])
    takeDataLock(directory)()
  })

  it('names the process that holds it and the ways out', async () => {
    const other = spawn('sleep', ['30'])
    writeFileSync(path, `${other.pid}\n`)
    expect(() => takeDataLock(directory)).toThrow(
      new RegExp(
        `in use by the process ${other.pid}: stop that one, or give this one another data directory`,
      ),
    )
    const ended = new Promise((resolve) => other.once('exit', resolve))
    other.kill('SIGKILL')
    await ended
    takeDataLock(directory)()
  })

  it.each([
    ['of a process that is gone', '2147483646 \n'],
    ['of an earlier process with this number', `${process.pid} \n`],
    ['that was cut short', ''],
    ['that is nonsense', 'hello\n'],
  ])('takes over a lock %s', (_, content) => {
    writeFileSync(path, content)
    const release = takeDataLock(directory)
    expect(readFileSync(path, 'utf8')).toMatch(new RegExp(`^${process.pid} `))
    release()
    expect(readdirSync(directory)).toEqual([])
  })

  it.runIf(process.platform === 'linux')('tells a process from a later one with the same number', () => {
    writeFileSync(path, `${process.ppid} another-boot/1\n`)
    takeDataLock(directory)()
  })
})
