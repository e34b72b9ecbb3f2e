import { configError } from '@askfirst/consent/config'

/**
 * Returns the URL as given if it leads to a web page: relative, `http:` or `https:`.
 *
 * @throws AskfirstError `privacy-url` for everything else, `javascript:` first of all
 */
export function privacyLink(url: string): string {
  // The parser strips the spaces and controls that would hide a scheme from a pattern.
  if (!/^https?:$/.test(schemeOf(url)))
    throw configError('privacy-url', `privacyUrl: no http(s) or relative URL: ${url}`)
  return url
}

function schemeOf(url: string): string {
  try {
    return new URL(url, 'https://relative.invalid').protocol
  } catch {
    return ''
  }
}
