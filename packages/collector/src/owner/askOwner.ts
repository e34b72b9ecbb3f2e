import type { ConsentConfig } from '@askfirst/consent/config'
import type { ConfigVersion } from '../store/configs.ts'

/** The answer of `GET /v1/owner`. */
export interface OwnerState {
  site: string
  sites: string[]
  /** name of the file that visitors get */
  file: string
  current: { version: number; config: ConsentConfig }
  history: ConfigVersion[]
}

/** Why there is no answer to work with, and in words what to do. */
export interface Failure {
  failure: 'token' | 'version' | 'config' | 'offline'
  message: string
}

/** Asks the collector as its owner. With a body it is a POST. */
export async function askOwner<Answer extends object>(
  token: string,
  path: string,
  query: Readonly<Record<string, string>>,
  body?: object,
): Promise<Answer | Failure> {
  const given = Object.entries(query).filter(([, value]) => value !== '')
  try {
    const response = await fetch(`v1/owner${path}?${new URLSearchParams(given)}`, {
      method: body ? 'POST' : 'GET',
      headers: {
        authorization: `Bearer ${token}`,
        ...(body && { 'content-type': 'application/json' }),
      },
      ...(body && { body: JSON.stringify(body) }),
      credentials: 'omit',
      cache: 'no-store',
      signal: AbortSignal.timeout(15_000),
    })
    const answer = (await response.json()) as Answer & { error?: string; message?: string }
    return response.ok ? answer : failureOf(response.status, answer)
  } catch {
    return { failure: 'offline', message: 'The collector does not answer. Nothing was published; try again.' }
  }
}

function failureOf(status: number, { error, message }: { error?: string; message?: string }): Failure {
  if (status === 401)
    return {
      failure: 'token',
      message:
        'The collector does not know this token. It prints a new one at each start, unless it is given one.',
    }
  if (status === 409)
    return {
      failure: 'version',
      message:
        'Somebody else has published in the meantime. Nothing was published; load their version first.',
    }
  if (message) return { failure: 'config', message: `Nothing was published: ${message}` }
  return {
    failure: 'offline',
    message: `The collector refused this (${error ?? status}). Nothing was published.`,
  }
}
