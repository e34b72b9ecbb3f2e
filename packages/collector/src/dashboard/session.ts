const KEY = 'askfirst-admin-token'

/**
 * The admin token: from the link's fragment, which no server sees, or kept from before. It moves to this tab's
 * sessionStorage and out of the address bar, so that neither history nor a shared link carries it on.
 */
export function takeToken(): string | null {
  const fragment = new URLSearchParams(location.hash.slice(1)).get('token')
  if (fragment) {
    keepToken(fragment)
    history.replaceState(null, '', location.pathname + location.search)
  }
  return fragment || sessionStorage.getItem(KEY)
}

export function keepToken(token: string): void {
  sessionStorage.setItem(KEY, token)
}

export function forgetToken(): void {
  sessionStorage.removeItem(KEY)
}
