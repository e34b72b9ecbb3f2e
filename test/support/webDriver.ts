/** A W3C WebDriver session: `call` is relative to the session. */
export interface WebDriverSession {
  call<R>(method: 'GET' | 'POST' | 'DELETE', path: string, body?: unknown): Promise<R>
  /**
   * Runs `work` with the window as the current one. WebDriver knows one current window for each session, so these
   * runs stand in a queue: keep them short.
   */
  inWindow<R>(handle: string, work: () => Promise<R>): Promise<R>
}

interface Answer {
  value: { error?: string; message?: string } | null
}

/** Opens a session at the WebDriver server that listens on `port` of the loopback address. */
export async function webDriverSession(
  port: number,
  capabilities: Record<string, unknown>,
): Promise<WebDriverSession> {
  const opened = await request<{ sessionId: string }>(port, 'POST', '/session', {
    capabilities: { alwaysMatch: capabilities },
  })
  const call: WebDriverSession['call'] = (method, path, body) =>
    request(port, method, `/session/${opened.sessionId}${path}`, body)
  let current = ''
  let queue: Promise<unknown> = Promise.resolve()
  return {
    call,
    inWindow: (handle, work) => {
      const turn = queue.then(async () => {
        if (current !== handle) await call('POST', '/window', { handle })
        current = handle
        return await work()
      })
      queue = turn.catch(() => undefined)
      return turn
    },
  }
}

/** Whether a WebDriver server answers on the port. */
export async function webDriverReady(port: number): Promise<boolean> {
  return request(port, 'GET', '/status').then(
    () => true,
    () => false,
  )
}

/** A driver that answers nothing for so long never will: the test fails at once instead of by its own limit. */
const COMMAND_MS = 40_000
/**
 * WebKitWebDriver never answers a script during which its page goes into bfcache, or comes out of it, though the
 * page lives on (its requests do) and the next script is answered. Ours answer within 25 ms.
 */
const SCRIPT_MS = 5_000

async function request<R>(port: number, method: string, path: string, body?: unknown): Promise<R> {
  const response = await fetch(`http://127.0.0.1:${port}${path}`, {
    method,
    signal: AbortSignal.timeout(path.includes('/execute/') ? SCRIPT_MS : COMMAND_MS),
    ...(method === 'POST' && { body: JSON.stringify(body ?? {}) }),
  })
  const { value } = (await response.json()) as Answer
  if (!response.ok) throw new Error(`WebDriver ${method} ${path}: ${value?.error} ${value?.message ?? ''}`)
  return value as R
}
