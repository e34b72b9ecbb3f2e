import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { gunzipSync } from 'node:zlib'
import type { PageFunction } from './driver.ts'
import { pageScript } from './pageScript.ts'
import { poll } from './poll.ts'
import { folderReply, forward, type SiteReply, withScript } from './siteReply.ts'

/** One request as the site received it. It is recorded when its head arrives: that is when a request "starts". */
export interface SiteRequest {
  /** ms since the epoch */
  at: number
  /** origin that the page asked, such as `http://127.0.0.1:4321` */
  origin: string
  method: string
  /** path with query */
  path: string
  headers: IncomingMessage['headers']
  /** body as text, decompressed where its first bytes say gzip; empty until `complete` */
  body: string
  /** body as it came over the wire */
  raw: Buffer
  /** whether the whole body has arrived */
  complete: boolean
}

/** What to do with a request instead of answering it plainly. Members combine, in this order. */
export interface Behaviour {
  /** never answer */
  hang?: boolean
  /** ms to wait before anything else */
  delay?: number
  /**
   * cut the connection: `now`, without an answer; `after` the target of `proxy` has answered (a lost reply); or
   * `within` its answer, of which head and half the body go out
   */
  reset?: 'now' | 'after' | 'within'
  /** answer of the site's own, in place of page, folder or proxy */
  status?: number
  headers?: Record<string, string>
  body?: string
}

export interface Site {
  /** `http://127.0.0.1:port`, without a slash at the end */
  readonly url: string
  /** `http://localhost:port`: the same content under another origin, which is another site, too */
  readonly otherUrl: string
  readonly requests: readonly SiteRequest[]
  /** Serves `html` at an exact path. */
  page(path: string, html: string): void
  /** Serves the files of a folder below a path prefix. */
  folder(prefix: string, directory: string): void
  /** Forwards everything below a path prefix to another server; `origin`, `host` and body go unchanged. */
  proxy(prefix: string, target: string): void
  /** Scripts every request whose path starts with `prefix`, until it is scripted anew; `undefined` ends it. */
  script(
    prefix: string,
    behaviour: Behaviour | ((request: SiteRequest) => Behaviour | undefined) | undefined,
  ): void
  /** Runs `fn` before any other script in every page served from now on, for engines without `onBeforeLoad`. */
  inject<A extends unknown[]>(fn: PageFunction<A, unknown>, ...args: A): void
  /** Requests that started at or after `time` (ms since the epoch). */
  since(time: number): SiteRequest[]
  /** The first complete request that the predicate likes, past or to come. `timeout` in ms, default 10,000. */
  waitForRequest(predicate: (request: SiteRequest) => boolean, timeout?: number): Promise<SiteRequest>
  stop(): Promise<void>
}

/** Starts a recording server with two origins on free loopback ports. Unknown paths get a 404. */
export async function startSite(): Promise<Site> {
  const requests: SiteRequest[] = []
  const pages = new Map<string, string>()
  const folders = new Map<string, string>()
  const proxies = new Map<string, string>()
  const scripts = new Map<string, NonNullable<Parameters<Site['script']>[1]>>()
  let injected = ''

  const content = async (request: SiteRequest): Promise<SiteReply> => {
    const path = request.path.split('?')[0] ?? ''
    const html = pages.get(path)
    if (html !== undefined)
      return { status: 200, headers: { 'content-type': 'text/html; charset=utf-8' }, body: html }
    const target = longest(proxies, path)
    if (target) return forward(request, target.value)
    const folder = longest(folders, path)
    return folder
      ? folderReply(folder.value, path.slice(folder.prefix.length))
      : { status: 404, headers: {}, body: '' }
  }
  const handle = async (incoming: IncomingMessage, response: ServerResponse): Promise<void> => {
    const request = await record(incoming, requests)
    const scripted = longest(scripts, request.path)?.value
    const behaviour = (typeof scripted === 'function' ? scripted(request) : scripted) ?? {}
    if (behaviour.hang) return
    if (behaviour.delay) await new Promise((resolve) => setTimeout(resolve, behaviour.delay))
    if (behaviour.reset === 'now') return void incoming.socket.resetAndDestroy()
    const reply =
      behaviour.status === undefined
        ? await content(request)
        : { status: behaviour.status, headers: {}, body: '' }
    if (behaviour.reset === 'after') return void incoming.socket.resetAndDestroy()
    const { status, headers, body } = withScript({ ...reply, body: behaviour.body ?? reply.body }, injected)
    // `no-cache` and not `no-store`, which would keep pages out of the back/forward cache.
    const cut = behaviour.reset === 'within'
    const length = cut ? { 'content-length': Buffer.byteLength(body) } : {}
    response.writeHead(status, { 'cache-control': 'no-cache', ...headers, ...length, ...behaviour.headers })
    if (cut) cutWithin(response, body)
    else response.end(body)
  }
  const listener = (incoming: IncomingMessage, response: ServerResponse): void => {
    handle(incoming, response).catch(() => incoming.socket.destroy())
  }
  const servers = [createServer(listener), createServer(listener)]
  const [port, otherPort] = await Promise.all(servers.map(listen))

  return {
    url: `http://127.0.0.1:${port}`,
    otherUrl: `http://localhost:${otherPort}`,
    requests,
    page: (path, html) => void pages.set(path, html),
    folder: (prefix, directory) => void folders.set(prefix, directory),
    proxy: (prefix, target) => void proxies.set(prefix, target),
    script: (prefix, behaviour) => void (behaviour ? scripts.set(prefix, behaviour) : scripts.delete(prefix)),
    inject: (fn, ...args) => {
      injected += `${pageScript(fn, args)};`
    },
    since: (time) => requests.filter((request) => request.at >= time),
    waitForRequest: (predicate, timeout = 10_000) =>
      poll('a request', () => requests.find((request) => request.complete && predicate(request)), timeout),
    stop: async () => {
      for (const server of servers) {
        server.closeAllConnections()
        await new Promise((resolve) => server.close(resolve))
      }
    },
  }
}

/** Tells of the whole body, sends half of it and cuts the connection. */
function cutWithin(response: ServerResponse, body: string | Buffer): void {
  const bytes = Buffer.from(body)
  response.write(bytes.subarray(0, bytes.length >> 1), () => response.socket?.resetAndDestroy())
}

function listen(server: Server): Promise<number> {
  return new Promise((resolve, reject) => {
    server.on('error', reject)
    server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port))
  })
}

async function record(incoming: IncomingMessage, requests: SiteRequest[]): Promise<SiteRequest> {
  const request: SiteRequest = {
    at: Date.now(),
    origin: `http://${incoming.headers.host}`,
    method: incoming.method ?? '',
    path: incoming.url ?? '',
    headers: incoming.headers,
    body: '',
    raw: Buffer.alloc(0),
    complete: false,
  }
  requests.push(request)
  const parts: Buffer[] = []
  for await (const part of incoming) parts.push(part as Buffer)
  request.raw = Buffer.concat(parts)
  const gzipped = request.raw[0] === 0x1f && request.raw[1] === 0x8b
  request.body = (gzipped ? gunzipSync(request.raw) : request.raw).toString('utf8')
  request.complete = true
  return request
}

function longest<V>(map: Map<string, V>, path: string): { prefix: string; value: V } | undefined {
  const [found] = [...map]
    .filter(([prefix]) => path.startsWith(prefix))
    .sort(([a], [b]) => b.length - a.length)
  return found && { prefix: found[0], value: found[1] }
}
