/** The three browsers that Askfirst is tested in. */
export type EngineName = 'chromium' | 'firefox' | 'webkit'

export interface Engine {
  name: EngineName
  /** Why tests of this engine are skipped here; absent where it can run. */
  skip?: string
}

/** Function that runs in a page. It is sent as source text, so it sees its arguments and the page, nothing else. */
export type PageFunction<A extends unknown[], R> = string | ((...args: A) => R | Promise<R>)

export interface LaunchOptions {
  /** Directory of an earlier launch to go on with; a new one of its own by default. */
  profileDir?: string
  /** Firefox preferences by name; the other engines have none. */
  extraPrefs?: Record<string, string | number | boolean>
  /** A private window, which keeps nothing on the device: `newTab` opens one tab of it, and no more in Chromium. */
  privately?: boolean
}

export interface Browser {
  readonly engine: EngineName
  readonly profileDir: string
  /** Whether `profileDir` holds what pages stored, so that a later launch sees it. */
  readonly persistent: boolean
  /** Tabs opened by `newTab` and not closed since. */
  readonly tabs: readonly Tab[]
  /** Opens a tab, in front, and loads `url` where it is given. */
  newTab(url?: string): Promise<Tab>
  /** Runs `fn` before any script of a page, in every tab of this browser, from the next navigation on. */
  onBeforeLoad<A extends unknown[]>(fn: PageFunction<A, unknown>, ...args: A): Promise<void>
  /** Ends the browser the polite way: pages see their `pagehide`. */
  close(): Promise<void>
  /** Ends every process of the browser with SIGKILL; resolves when none is left. */
  kill(): Promise<void>
}

export type Key = 'Tab' | 'Shift+Tab' | 'Escape'

export interface Tab {
  readonly browser: Browser
  /** Navigates; resolves at the load event, or with `none` once the navigation was asked for. */
  goto(url: string, options?: { waitUntil?: 'load' | 'none' }): Promise<void>
  /** Calls `fn` in the page with JSON arguments, awaits it and returns its JSON result. */
  evaluate<A extends unknown[], R>(fn: PageFunction<A, R>, ...args: A): Promise<R>
  /**
   * Waits up to 5 s for the element, then clicks it as a mouse does (a trusted event).
   * `host >>> inner` looks for `inner` in the open shadow root of `host`.
   */
  click(selector: string): Promise<void>
  /** Text of the element, waited for like in `click`; `>>>` works too. */
  text(selector: string): Promise<string>
  /** Calls `fn` in the page until it returns something truthy, which is the result. `timeout` in ms, default 10,000. */
  waitFor<A extends unknown[], R>(
    fn: PageFunction<A, R>,
    args?: A,
    options?: { timeout?: number },
  ): Promise<R>
  /** Presses keys one after the other, as a keyboard does (trusted events): `Tab`, `Shift+Tab`, `Escape`. */
  press(...keys: Key[]): Promise<void>
  /** What the window shows, as a PNG. */
  screenshot(): Promise<Buffer>
  /** Has media features answer as given, such as `forced-colors: active`; Chromium alone can. */
  media?(features: Readonly<Record<string, string>>): Promise<void>
  /** Lets the origin store so many bytes from now on, as long as the tab lives; Chromium alone can. */
  quota?(origin: string, bytes: number): Promise<void>
  bringToFront(): Promise<void>
  close(): Promise<void>
}
