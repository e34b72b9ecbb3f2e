import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { createCollector } from '../createCollector.ts'
import { configFiles, writePublished } from './configFiles.ts'

const directory = mkdtempSync(join(tmpdir(), 'askfirst-files-'))
afterAll(() => rmSync(directory, { recursive: true, force: true }))

const sites = [
  { key: 'shop', origins: ['self'] },
  { key: 'blog', origins: ['self'] },
]

describe('configFiles', () => {
  it('has a name for each site and a site for each name', () => {
    const files = configFiles(sites, undefined)
    expect(['shop', 'blog', 'other'].map(files.nameOf)).toEqual([
      'askfirst.json',
      'askfirst-blog.json',
      undefined,
    ])
    expect(['askfirst.json', 'askfirst-blog.json', 'askfirst-shop.json'].map(files.siteOf)).toEqual([
      'shop',
      'blog',
      undefined,
    ])
  })

  it('replaces a file in one step: who reads it sees all of the old or all of the new', async () => {
    const folder = join(directory, 'whole')
    const files = configFiles(sites, folder)
    const texts = ['a'.repeat(60_000), 'b'.repeat(60_000)]
    await files.write('shop', texts[0]!)
    const seen = new Set<string>()
    let writing = true
    const reading = (async () => {
      while (writing) {
        seen.add(readFileSync(join(folder, 'askfirst.json'), 'utf8'))
        await new Promise((resolve) => setImmediate(resolve))
      }
    })()
    for (let n = 0; n < 40; n++) await files.write('shop', texts[n % 2]!)
    writing = false
    await reading
    expect([...seen].filter((text) => !texts.includes(text))).toEqual([])
    expect(readdirSync(folder)).toEqual(['askfirst.json'])
    // A web server of another user reads it.
    expect(statSync(join(folder, 'askfirst.json')).mode & 0o444).toBe(0o444)
    await files.remove('shop')
    expect(readdirSync(folder)).toEqual([])
  })

  it('puts what is published back at the start, and leaves alone what was never published', async () => {
    const folder = join(directory, 'start')
    const files = configFiles(sites, folder)
    await files.write('shop', 'old')
    await files.write('blog', 'written by hand')
    await writePublished(files, sites, async (site) => (site === 'shop' ? 'published' : undefined))
    expect(readFileSync(join(folder, 'askfirst.json'), 'utf8')).toBe('published')
    expect(readFileSync(join(folder, 'askfirst-blog.json'), 'utf8')).toBe('written by hand')
  })

  it('keeps a collector from starting that could not publish, and says what to mend', async () => {
    const dataDir = join(directory, 'data')
    const adminToken = 'a-token-of-the-tests'
    const first = await createCollector({ sites, dataDir, adminToken })
    const response = await first.app.request('http://localhost/v1/owner/publish', {
      method: 'POST',
      headers: { authorization: `Bearer ${adminToken}`, 'content-type': 'application/json' },
      body: JSON.stringify({ basedOn: 0, by: 'Ada', config: { purposes: [{ id: 'measurement' }] } }),
    })
    expect(response.status).toBe(200)
    await first.close()
    const publishDir = join(directory, 'blocked')
    writeFileSync(publishDir, 'a file where a directory should be')
    await expect(createCollector({ sites, dataDir, adminToken, publishDir })).rejects.toThrow(
      /can't write askfirst.json in `publishDir` \(E\w+\): make the directory writable/,
    )
    // The store was let go of.
    rmSync(publishDir)
    await (await createCollector({ sites, dataDir, adminToken, publishDir })).close()
    expect(readFileSync(join(publishDir, 'askfirst.json'), 'utf8')).toBe(
      '{"purposes":[{"id":"measurement"}]}',
    )
  })
})
