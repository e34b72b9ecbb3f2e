import type { EraseStream, Format } from './format.ts'
import { nativeRequest } from './nativeDelivery.ts'

/** Body of an erase request, sent to `erase` beside the endpoint. */
export interface NativeErase {
  v: 1
  site: string
  /** what the streams' names were made for */
  destination: string
  streams: readonly EraseStream[]
}

/** How the native format erases: a request beside the endpoint, never to another host. */
export function nativeErase(endpoint: string): NonNullable<Format['erase']> {
  const url = endpoint.replace(/(^|[^/])\/[^/?]*(\?.*)?$/, '$1/erase')
  return (site, streams) => {
    const body: NativeErase = { v: 1, site, destination: 'native', streams }
    return nativeRequest(url, JSON.stringify(body))
  }
}
