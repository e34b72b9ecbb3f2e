/**
 * Masks host names and addresses in the output of package tools, which name the machine's own mirrors.
 * @param {string} text
 * @returns {string}
 */
export function hideHosts(text) {
  return text
    .replaceAll(/\b(\w+:\/\/)[^\s/'"]+/g, '$1***')
    .replaceAll(
      /((?:ENOTFOUND|EAI_AGAIN|ECONNREFUSED|resolve|connect to|host) '?)[\w.-]+\w(:\d+)?/gi,
      '$1***',
    )
    .replaceAll(/\b(?:[a-z\d-]+\.)+(?:com|org|net|io|dev|local|internal|lan)\b(:\d+)?/gi, '***')
    .replaceAll(/\b\d{1,3}(?:\.\d{1,3}){3}(:\d+)?\b/g, '***')
}
