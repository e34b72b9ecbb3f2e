/** Parts of askfirst.js and askfirst-outbox.js, and the files that make each; the first match counts. */
export const PARTS = [
  [
    'consent: record, gate, tabs',
    /^packages\/consent\/(?!src\/(openRows|rows))|askfirst\/src\/(follow|hear|awaitGrant|capture)\./,
  ],
  ['scrub', /^packages\/privacy\//],
  ['formats', /^packages\/formats\//],
  [
    'queue and store',
    /\/store\/|\/(queue|connection|ownChunks|memoryRows|chunkId|loss|halve|openRows|rows)\./,
  ],
  [
    'delivery and page end',
    /\/(delivery|drain|sender|settle|route|pageEnd|followPage|chunker|lane|encodeChunks|createOutbox)\./,
  ],
  ['page views', /\/plugins\/pageViews/],
  ['script tag', /\/script\//],
  ['idb', /node_modules\/.*idb/],
  ['client, options, path, env', /./],
]

/** @param {string} path as esbuild names its inputs */
export function partOf(path) {
  return PARTS.find(([, files]) => files.test(path))[0]
}
