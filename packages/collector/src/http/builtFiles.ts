import { readdir, readFile } from 'node:fs/promises'
import { extname } from 'node:path'

// Beside the built module, or in `dist` where this runs from source.
const PLACES = [new URL('./', import.meta.url), new URL('../../dist/', import.meta.url)]

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
}

/** The built files of one of the collector's own pages. */
export interface BuiltFiles {
  /** The file with the page's policy on it; undefined where the page has no such file. Rejects where it is not built. */
  serve(name: string, policy?: string): Promise<Response | undefined>
}

/** Finds the built files in a folder beside this module; `policy` is their Content-Security-Policy. */
export function builtFiles(folder: string, policy: string): BuiltFiles {
  let files: Promise<Map<string, Buffer>> | undefined
  return {
    serve: async (name, own = policy) => {
      files ??= load(folder)
      files.catch(() => {
        files = undefined
      })
      const content = (await files).get(name)
      return (
        content &&
        new Response(new Uint8Array(content), {
          headers: {
            'Content-Type': TYPES[extname(name)]!,
            'Content-Security-Policy': own,
            'Cache-Control': 'no-cache',
            'Referrer-Policy': 'no-referrer',
            'X-Content-Type-Options': 'nosniff',
            'Cross-Origin-Opener-Policy': 'same-origin',
          },
        })
      )
    },
  }
}

/** All at once, so that no request names a path of the disk. */
async function load(folder: string): Promise<Map<string, Buffer>> {
  for (const place of PLACES) {
    const directory = new URL(`${folder}/`, place)
    try {
      const names = (await readdir(directory)).filter((name) => extname(name) in TYPES)
      return new Map(
        await Promise.all(
          names.map(async (name) => [name, await readFile(new URL(name, directory))] as const),
        ),
      )
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
    }
  }
  throw new Error(`the page ${folder} is not built: run the package's build`)
}
