import { readFile } from 'node:fs/promises'
import { request as httpRequest, type IncomingHttpHeaders } from 'node:http'
import { extname, join, normalize } from 'node:path'

/** The part of a request that is sent on. */
export interface OnwardRequest {
  method: string
  path: string
  headers: IncomingHttpHeaders
  raw: Buffer
}

export interface SiteReply {
  status: number
  headers: Record<string, string | string[]>
  body: string | Buffer
}

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.map': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
}
/** Headers that belong to one connection (RFC 9110, 7.6.1) or that Node writes itself. */
const OWN = new Set(['connection', 'keep-alive', 'transfer-encoding', 'content-length'])

/** The file at `path` below `directory`, `index.html` for a folder, or a 404. */
export async function folderReply(directory: string, path: string): Promise<SiteReply> {
  const file = join(directory, normalize(`/${decodeURIComponent(path)}`))
  const named = extname(file) ? file : join(file, 'index.html')
  try {
    const type = TYPES[extname(named)] ?? 'application/octet-stream'
    return { status: 200, headers: { 'content-type': type }, body: await readFile(named) }
  } catch {
    return { status: 404, headers: {}, body: '' }
  }
}

/** Sends the request on to `target` (scheme, host and port) and returns the answer; 502 where nobody answers. */
export function forward(request: OnwardRequest, target: string): Promise<SiteReply> {
  const headers = Object.entries(request.headers).filter(([name]) => !OWN.has(name))
  return new Promise((resolve) => {
    const onward = httpRequest(
      new URL(request.path, target),
      {
        method: request.method,
        headers: { ...Object.fromEntries(headers), 'content-length': request.raw.length },
      },
      async (answer) => {
        const parts: Buffer[] = []
        for await (const part of answer) parts.push(part as Buffer)
        const kept = Object.entries(answer.headers).flatMap(([name, value]) =>
          OWN.has(name) || value === undefined ? [] : [[name, value] as const],
        )
        resolve({
          status: answer.statusCode ?? 502,
          headers: Object.fromEntries(kept),
          body: Buffer.concat(parts),
        })
      },
    )
    onward.on('error', () => resolve({ status: 502, headers: {}, body: '' }))
    onward.end(request.raw)
  })
}

/** The reply with `source` as the first script of its page; anything but HTML is returned as it is. */
export function withScript(reply: SiteReply, source: string): SiteReply {
  if (!source || !String(reply.headers['content-type']).startsWith('text/html')) return reply
  const html = reply.body.toString()
  const tag = `<script>${source.replaceAll('</', '<\\/')}</script>`
  const at = /<head(\s[^>]*)?>/i.exec(html) ?? /^\s*<!doctype[^>]*>/i.exec(html)
  const cut = at ? at.index + at[0].length : 0
  return { ...reply, body: html.slice(0, cut) + tag + html.slice(cut) }
}
