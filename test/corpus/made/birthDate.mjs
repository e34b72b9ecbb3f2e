/** A day of birth between 1931 and 2006 as `{ year, month, day }`, strings with leading zeros. */
export function birthDate(r) {
  const two = (n) => String(n).padStart(2, '0')
  return { year: String(1931 + r.below(76)), month: two(1 + r.below(12)), day: two(1 + r.below(28)) }
}
