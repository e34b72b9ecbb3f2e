/** One request, as Playwright and Puppeteer both tell it. */
export interface TestRequest {
  url(): string
  method(): string
  isNavigationRequest(): boolean
  frame(): unknown
}

interface CookieJar {
  cookies(): Promise<readonly { name: string; value: string; domain: string }[]>
}

/** A page of Playwright or of Puppeteer: what the two have in common, so that neither is a dependency. */
export interface TestPage {
  url(): string
  goto(url: string): Promise<unknown>
  evaluate(source: string): Promise<unknown>
  exposeFunction(name: string, listener: (json: string) => void): Promise<unknown>
  mainFrame(): unknown
  on(event: 'request', listener: (request: TestRequest) => void): unknown
  /** Playwright */
  addInitScript?(source: string): Promise<unknown>
  /** Playwright */
  context?(): CookieJar
  /** Puppeteer */
  evaluateOnNewDocument?(source: string): Promise<unknown>
  /** Puppeteer */
  browserContext?(): CookieJar
}
