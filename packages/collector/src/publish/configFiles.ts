import { mkdir, open, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { CollectorError } from '../collectorError.ts'
import type { SiteConfig } from '../collectorOptions.ts'

/** Where published configurations lie for visitors: beside `askfirst.js`, under a name for each site. */
export interface ConfigFiles {
  /** such as `askfirst.json`; undefined where no such site is known */
  nameOf(site: string): string | undefined
  siteOf(name: string): string | undefined
  /** Replaces the site's file in one step, on disk when the promise resolves. Does nothing without a directory. */
  write(site: string, document: string): Promise<void>
  /** Takes the site's file away. */
  remove(site: string): Promise<void>
}

/** The first site's file is `askfirst.json`, any other's `askfirst-<key>.json`. */
export function configFiles(sites: readonly SiteConfig[], directory: string | undefined): ConfigFiles {
  const names = new Map(
    sites.map(({ key }, index) => [key, index === 0 ? 'askfirst.json' : `askfirst-${key}.json`]),
  )
  const owners = new Map([...names].map(([site, name]) => [name, site]))
  let writes = 0
  return {
    nameOf: (site) => names.get(site),
    siteOf: (name) => owners.get(name),
    write: async (site, document) => {
      if (directory === undefined) return
      await mkdir(directory, { recursive: true })
      const target = join(directory, names.get(site)!)
      // Beside it, for a rename replaces a file in one step only within one file system.
      const draft = `${target}.${process.pid}-${writes++}.new`
      try {
        await writeDurably(draft, document)
        await rename(draft, target)
      } catch (error) {
        await rm(draft, { force: true })
        throw error
      }
    },
    remove: async (site) => {
      if (directory !== undefined) await rm(join(directory, names.get(site)!), { force: true })
    },
  }
}

/**
 * Writes what the store has as published, for a process that ended between the two. Where nothing was published, a
 * file that lies there stays. Throws a `CollectorError` where the directory can't be written.
 */
export async function writePublished(
  files: ConfigFiles,
  sites: readonly SiteConfig[],
  documentOf: (site: string) => Promise<string | undefined>,
): Promise<void> {
  for (const { key } of sites) {
    const document = await documentOf(key)
    if (document === undefined) continue
    await files.write(key, document).catch((cause: NodeJS.ErrnoException) => {
      throw new CollectorError(
        'options',
        `@askfirst/collector: can't write ${files.nameOf(key)} in \`publishDir\` (${cause.code}): make the directory writable for this process`,
        { cause },
      )
    })
  }
}

async function writeDurably(path: string, text: string): Promise<void> {
  const file = await open(path, 'wx', 0o644)
  try {
    await file.writeFile(text)
    await file.sync()
  } finally {
    await file.close()
  }
}
