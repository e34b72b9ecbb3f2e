// Notes what this page sends, read from the requests themselves. Loaded before Askfirst, so that it sees them all.
// A site has no need of this file: it is here so that you can look.
;(() => {
  const requests = []
  window.demoWire = { requests }
  const changed = () => window.dispatchEvent(new Event('demo-wire'))

  const { fetch } = window
  window.fetch = function (...args) {
    const answer = fetch.apply(this, args)
    const [target, init] = args
    const url = new URL(target?.url ?? target, location.href)
    if (url.origin !== location.origin || !url.pathname.startsWith('/v1/')) return answer
    const request = { url: url.pathname, at: new Date(), bytes: 0, events: [], state: 'on its way' }
    requests.push(request)
    decode(request, init?.body).then(changed, changed)
    answer.then(
      ({ status }) => {
        request.state = `answered ${status}`
        changed()
      },
      () => {
        request.state = 'failed or aborted'
        changed()
      },
    )
    return answer
  }

  const decode = async (request, body) => {
    const bytes = new Uint8Array(await new Response(body).arrayBuffer())
    request.bytes = bytes.length
    const gzip = bytes[0] === 0x1f && bytes[1] === 0x8b
    const plain = gzip ? new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip')) : bytes
    const text = await new Response(plain).text()
    if (request.url !== '/v1/events') return
    // The first line is the batch's; lines with a stream name open a chunk; all others are events.
    for (const line of text.split('\n').slice(1)) {
      const item = JSON.parse(line)
      if (!item.stream) request.events.push({ name: item.name, props: item.props ?? {} })
    }
  }
})()
