import type { Batch, Format, Outcome } from '@askfirst/formats'

/** Sends a batch with the real `fetch`, without credentials, and reads the answer as the sender does. */
export async function deliver(
  format: Format,
  batch: Batch,
  headers: Record<string, string> = {},
): Promise<Outcome> {
  const request = format.encode(batch, { pageEnd: false })
  if (!request) throw new Error('nothing to send')
  const response = await fetch(request.url, {
    method: request.method,
    headers: { ...request.headers, ...headers },
    body: request.body,
    credentials: 'omit',
    redirect: 'manual',
  })
  return format.read(
    {
      status: response.status,
      retryAfter: response.headers.get('retry-after'),
      body: await response.text(),
      header: (name) => response.headers.get(name),
    },
    Date.now(),
  )
}
