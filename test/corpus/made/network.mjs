/** An IPv4 address: of a provider, of RFC 1918, or of the documentation ranges of RFC 5737. */
export function ipv4(r) {
  const byte = () => r.below(256)
  return r.pick([
    () =>
      `${r.pick([31, 46, 78, 84, 93, 109, 151, 177, 185, 200, 213])}.${byte()}.${byte()}.${1 + r.below(254)}`,
    () =>
      `${r.pick([31, 46, 78, 84, 93, 109, 151, 177, 185, 200, 213])}.${byte()}.${byte()}.${1 + r.below(254)}`,
    () => `${r.pick(['192.0.2', '198.51.100', '203.0.113'])}.${1 + r.below(254)}`,
    () => `${r.pick(['192.168', '172.20', '10.44'])}.${byte()}.${1 + r.below(254)}`,
  ])()
}

/** An IPv6 address in the forms of RFC 4291 section 2.2 and RFC 5952. */
export function ipv6(r) {
  const group = () => r.fill('***').replace(/^0+/, '') || '0'
  const full = () => Array.from({ length: 6 }, () => r.fill('^***')).join(':')
  return r.pick([
    () => `2a02:${group()}:${group()}::${group()}`,
    () => `2001:db8:${full()}`,
    () => `2001:db8::${group()}:${group()}:${group()}`,
    () => `fe80::${group()}:${r.fill('^*ff')}:fe${r.fill('**')}:${group()}`,
    () => `::ffff:${ipv4(r)}`,
    () => `2A00:${r.fill('^#^#').toUpperCase()}:${full().toUpperCase().split(':').slice(0, 5).join(':')}:1`,
  ])()
}

/** A 48-bit hardware address, in colons, dashes (IEEE 802) or Cisco's dots; some of RFC 7042's documentation range. */
export function mac(r) {
  const bytes = r.chance(0.2)
    ? ['00', '00', '5e', '00', '53', r.fill('**')]
    : Array.from({ length: 6 }, () => r.fill('**'))
  const written = r.pick([
    () => bytes.join(':'),
    () => bytes.join(':').toUpperCase(),
    () => bytes.join('-').toUpperCase(),
    () => bytes.join('').replace(/(.{4})(?!$)/g, '$1.'),
  ])()
  return written
}
