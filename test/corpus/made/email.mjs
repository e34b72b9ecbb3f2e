const DOMAINS = ['przyklad.example', 'gmail.com', 'wp.pl', 'seznam.cz', 'uol.com.br', 'naver.com', 'web.de', 'hotmail.co.uk', 'proton.me', 'correo.example', 'mail.uni.example', 'firma.test', 'example.org', 'posta.example.com.tr', 'büro.example', 'пошта.example', 'xn--bcher-kva.example', 'o2.example.pl', 'inbox.example.co.za', 'host.invalid'] // biome-ignore format: a list
const PEOPLE = ['m.kaczmarek', 'thais_souza', 'jvdmeulen', 'åsa.nyström', 'aino', 'o’brien', "d'angelo", 'zdenek', 'ngoc-anh', 'yildirim.c', 'taro.yamamoto', 'no-reply-to-me', 'eleni99', 'KOVACS', 'r'] // biome-ignore format: a list

/** An address of RFC 5321 and 6531, with tags, quotes, unusual signs and internationalised domains now and then. */
export function email(r) {
  const local = `${r.pick(PEOPLE)}${r.pick(['', '', r.digits(2), `+${r.pick(['sklep', 'spam', 'a1'])}`, '_x'])}`
  const odd = r.pick([`"${local} ok"`, `${local}!tag`, `${local}=list`, `{${local}}`])
  return `${r.chance(0.04) ? odd : local}@${r.pick(DOMAINS)}`
}

/** An address as people hide it from machines. */
export function hiddenEmail(r) {
  const local = r.pick(['kasia.nowak', 'bram', 'ximena_z', 'petr99'])
  const domain = r.pick(['firma', 'example', 'posta'])
  return r.pick([
    () => `${local} [at] ${domain} [dot] pl`,
    () => `${local}(at)${domain}.cz`,
    () => `${local} AT ${domain} DOT org`,
    () => `${local} {at} ${domain}.com`,
    () => `${local}[@]${domain}[.]net`,
  ])()
}
