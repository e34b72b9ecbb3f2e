import type { Browser, Key, PageFunction, Tab } from './driver.ts'
import { elementScript, pageScript } from './pageScript.ts'
import { poll } from './poll.ts'
import type { WebDriverSession } from './webDriver.ts'

type Reply =
  | { state: 'pending' }
  | { state: 'done'; json: string | null }
  | { state: 'failed'; message: string }

const CALLS = `window[Symbol.for('askfirst.test.calls')]`
/** Answers after 25 ms at the latest, so that a call that waits for another tab doesn't hold the one session. */
const ANSWER = `
const [id, reply] = arguments
const call = ${CALLS}?.[id]
if (!call) reply({ state: 'failed', message: 'the page was left before the call ended' })
else Promise.race([call.ended, new Promise((resolve) => setTimeout(resolve, 25))]).then(() => {
  if (call.state !== 'pending') delete ${CALLS}[id]
  reply({ ...call, ended: undefined })
})`
const start = (source: string): string => `
const begun = ((${CALLS} ??= {})[arguments[0]] = { state: 'pending' })
begun.ended = new Promise((resolve) => resolve(${source})).then(
  (value) => Object.assign(begun, { state: 'done', json: JSON.stringify(value) ?? null }),
  (error) => Object.assign(begun, { state: 'failed', message: error?.stack ? error + '\\n' + error.stack : String(error) }),
)
{${ANSWER}
}`

/** Our `Tab` over one window of a WebDriver session. */
export function webkitTab(
  browser: Browser,
  session: WebDriverSession,
  handle: string,
  forget: () => void,
): Tab {
  let calls = 0
  const run = async (source: string): Promise<unknown> => {
    const id = ++calls
    const ask = (script: string): Promise<Reply> =>
      session.inWindow(handle, () => session.call<Reply>('POST', '/execute/async', { script, args: [id] }))
    let reply = await ask(start(source))
    while (reply.state === 'pending') reply = await ask(ANSWER)
    if (reply.state === 'failed') throw new Error(reply.message)
    return reply.json === null ? undefined : JSON.parse(reply.json)
  }
  const present = (selector: string): Promise<unknown> =>
    poll(`${selector} is in the page`, () => run(`!!${elementScript(selector)}`))
  return {
    browser,
    goto: async (url, { waitUntil = 'load' } = {}) => {
      if (waitUntil === 'load') await session.inWindow(handle, () => session.call('POST', '/url', { url }))
      else await run(`void (location.href = ${JSON.stringify(url)})`)
    },
    evaluate: <A extends unknown[], R>(fn: PageFunction<A, R>, ...args: A) =>
      run(pageScript(fn, args)) as Promise<R>,
    click: async (selector) => {
      await present(selector)
      await session.inWindow(handle, async () => {
        const element = await findElement(session, selector)
        await session.call('POST', `/element/${element}/click`)
      })
    },
    text: async (selector) => {
      await present(selector)
      return (await run(`${elementScript(selector)}.textContent`)) as string
    },
    waitFor: (fn, args, { timeout = 10_000 } = {}) =>
      poll(String(fn), () => run(pageScript(fn, args ?? ([] as never))) as Promise<never>, timeout),
    press: (...keys) =>
      session.inWindow(handle, async () => {
        for (const key of keys) await session.call('POST', '/actions', { actions: [keyActions(key)] })
      }),
    screenshot: () =>
      session.inWindow(handle, async () =>
        Buffer.from(await session.call<string>('GET', '/screenshot'), 'base64'),
      ),
    // Every tab is a window of its own here and always visible.
    bringToFront: () => session.inWindow(handle, async () => undefined),
    close: async () => {
      forget()
      await session.inWindow(handle, () => session.call('DELETE', '/window'))
    },
  }
}

/** Keys as WebDriver writes them (section 17.4.2). */
const KEYS = { Tab: '\ue004', Escape: '\ue00c' }
const SHIFT = '\ue008'

function keyActions(key: Key): object {
  const value = KEYS[key === 'Shift+Tab' ? 'Tab' : key]
  const pressed = [
    { type: 'keyDown', value },
    { type: 'keyUp', value },
  ]
  const held = [{ type: 'keyDown', value: SHIFT }, ...pressed, { type: 'keyUp', value: SHIFT }]
  return { type: 'key', id: 'keyboard', actions: key === 'Shift+Tab' ? held : pressed }
}

async function findElement(session: WebDriverSession, selector: string): Promise<string> {
  const [first = '', ...inner] = selector.split('>>>').map((part) => part.trim())
  let found = await session.call<Record<string, string>>('POST', '/element', {
    using: 'css selector',
    value: first,
  })
  for (const value of inner) {
    const root = await session.call<Record<string, string>>('GET', `/element/${id(found)}/shadow`)
    found = await session.call('POST', `/shadow/${id(root)}/element`, { using: 'css selector', value })
  }
  return id(found)
}

/** Element references come as an object with one member, named by the specification. */
function id(reference: Record<string, string>): string {
  return Object.values(reference)[0] ?? ''
}
