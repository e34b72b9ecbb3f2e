// Goes inline into the page, before the script tag: collects calls until the script has loaded.
;((w, n) => {
  if (w[n]) return
  const s = { q: [] }
  for (const m of 'track page identify reset optIn optOut flush erase use shutdown showBanner showCentre'.split(
    ' ',
  ))
    s[m] = (...a) => new Promise((r) => s.q.push([m, a, r]))
  w[n] = s
})(window, 'askfirst')
