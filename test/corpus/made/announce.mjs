const PREFIXES = ['billing', 'customer', 'lead', 'user', 'contact', 'applicant', 'payer', 'klient', 'cliente', 'shipping', 'owner', 'beneficiary', 'form', 'input', 'new', 'primary'] // biome-ignore format: a list
const capital = (word) => word.charAt(0).toUpperCase() + word.slice(1)

/** How a site may write `words` as a key; `plain` leaves out signs that a parameter's name seldom has. */
function styled(r, words, plain) {
  const camel = words.map((word, at) => (at ? capital(word) : word)).join('')
  const styles = [
    () => camel,
    () => camel,
    () => words.join('_'),
    () => words.join('_'),
    () => words.join('-'),
    () => words.map(capital).join(''),
    () => words.join('_').toUpperCase(),
    () => words.join(''),
  ]
  if (!plain)
    styles.push(
      () => words.map(capital).join(' '),
      () => words.join(' '),
    )
  return r.pick(styles)()
}

/** The name of the field that holds `value`, which may stand under a prefix: `billing.phone`, `user[email]`. */
export function keyOf(r, value, plain = false) {
  const written = r.pick(value.keys)
  const words = written.split(' ')
  const key = words.length > 1 || /^[a-z]+$/.test(written) ? styled(r, words, plain) : written
  if (plain || r.chance(0.6)) return key
  return prefixed(r, r.pick(PREFIXES), key)
}

function prefixed(r, prefix, key) {
  if (/^[A-Z_\d]+$/.test(key)) return `${prefix.toUpperCase()}_${key}`
  const joined = [`${prefix}.${key}`, `${prefix}[${key}]`]
  if (/^[\p{Ll}\d_]+$/u.test(key)) joined.push(`${prefix}_${key}`)
  if (/^[a-z\d-]+$/.test(key)) joined.push(`${prefix}-${key}`)
  if (/^[a-zA-Z\d]+$/.test(key)) joined.push(prefix + capital(key))
  return r.pick(joined)
}

/** `value` after its label, as forms, pages, mails and logs write it. */
export function labelled(r, value) {
  const label = r.pick(value.labels)
  const text = value.value
  // a label that is a phrase ("born on", "Logged in as", "Bearer") takes no sign
  if (/^(born on|Dear|Bearer|from|lives at|Send to|Call me at|Né le|geboren am|.* (to|as|at))$/.test(label))
    return `${label} ${text}`
  if (value.language === 'ja' || value.language === 'ko') return `${label}${r.pick(['：', ': ', ' '])}${text}`
  return r.pick([
    () => `${label}: ${text}`,
    () => `${label}: ${text}`,
    () => `${label}: ${text}`,
    () => `${label} ${text}`,
    () => `${label} - ${text}`,
    () => `${label}:${text}`,
    () => `${label} = ${text}`,
    () => `${label}\n${text}`,
    () => `${label} "${text}"`,
    () => `**${label}:** ${text}`,
    () => `<dt>${label}</dt><dd>${text}</dd>`,
    () => `${label} | ${text}`,
    () => `${label} (${text})`,
  ])()
}
