/**
 * A form field, or a pair in a list, names the data beside the value: short texts of `holder` other than the value.
 * Not what an earlier scrub left; of a list, the first ten. Two numbers with four to eight decimals, as
 * degrees have them, are called a place.
 *
 * @param plain the value under `key`, as text
 */
export const beside = (holder: Readonly<Record<string, unknown>>, key: string, plain: string): string[] =>
  holder.length === 2 && /^(?!-?0.*,-?0)-?1?\d{1,2}\.\d{4,8},-?1?\d{1,2}\.\d{4,8}$/.test(`${holder}`)
    ? ['lat']
    : /^(to:|[^:]*(val|content|answer)|\d:.*\d)/is.test(`${key}:${plain}`)
      ? Object.values(holder)
          .slice(0, 99)
          .filter(
            (other): other is string =>
              typeof other === 'string' && other !== plain && /^(?!.*\W\[)[^@%/[][^%/]{1,50}$/.test(other),
          )
      : []
