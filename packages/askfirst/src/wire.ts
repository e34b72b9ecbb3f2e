import type { Env, World } from './environment.ts'

/** The page's world with the way to the network, which comes with the outbox: before a yes nothing could send. */
export function wire(world: World): Env {
  return Object.assign(world, {
    send: world.send ?? sender(world),
    gzip: world.gzip ?? gzip,
  })
}

function sender({ beacon }: World): Env['send'] {
  return async (request, body, signal, keepalive) => {
    let replying: Promise<Response>
    try {
      replying = fetch(request.url, {
        ...request,
        body,
        signal,
        keepalive,
        credentials: 'omit',
        redirect: 'manual',
        referrerPolicy: 'no-referrer',
      })
    } catch (error) {
      if (keepalive) beacon(request.url, body)
      throw error
    }
    const response = await replying
    // The body is always read: one that nobody reads keeps its share of Chromium's keepalive allowance.
    return {
      status: response.status,
      retryAfter: response.headers.get('retry-after'),
      body: await response.text(),
      header: (name) => response.headers.get(name),
    }
  }
}

async function gzip(text: string): Promise<BodyInit> {
  return new Response(new Response(text).body!.pipeThrough(new CompressionStream('gzip'))).arrayBuffer()
}
