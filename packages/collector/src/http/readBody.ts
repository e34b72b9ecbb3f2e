import { promisify } from 'node:util'
import { gunzip } from 'node:zlib'
import { limits } from '../wire/limits.ts'
import { Refusal } from './refusal.ts'

const unzip = promisify(gunzip)
const TYPES: ReadonlySet<string> = new Set(['text/plain', 'application/json', 'application/x-ndjson'])

/**
 * The text of a request's body, plain or gzip. Gzip is known by its first bytes, so that a page can send it as
 * `text/plain` without a preflight, or by `Content-Encoding`. Neither the body nor what it unpacks to is ever
 * held beyond its limit.
 */
export async function readBody(request: Request): Promise<string> {
  const type = request.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase()
  if (type && !TYPES.has(type)) throw new Refusal(415, 'content_type')
  const encoding = request.headers.get('content-encoding')?.trim().toLowerCase()
  if (encoding && encoding !== 'gzip' && encoding !== 'identity') throw new Refusal(415, 'content_encoding')
  const body = await readBounded(request)
  const isGzip = body[0] === 0x1f && body[1] === 0x8b
  if (encoding === 'gzip' && !isGzip) throw new Refusal(400, 'bad_gzip')
  return new TextDecoder().decode(isGzip ? await unpack(body) : body)
}

async function readBounded(request: Request): Promise<Buffer> {
  if (Number(request.headers.get('content-length')) > limits.bodyBytes) throw new Refusal(413, 'too_large')
  const parts: Uint8Array[] = []
  let size = 0
  if (request.body)
    for await (const part of request.body as AsyncIterable<Uint8Array>) {
      size += part.byteLength
      if (size > limits.bodyBytes) throw new Refusal(413, 'too_large')
      parts.push(part)
    }
  return Buffer.concat(parts)
}

async function unpack(body: Buffer): Promise<Buffer> {
  try {
    // Unpacks piece by piece and stops at the limit: a bomb costs no more than its first megabyte.
    return await unzip(body, { maxOutputLength: limits.textBytes })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') throw new Refusal(413, 'too_large')
    throw new Refusal(400, 'bad_gzip')
  }
}
