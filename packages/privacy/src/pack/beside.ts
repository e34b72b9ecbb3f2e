/**
 * A form field, or a pair in a list, names the data beside the value: short texts of `holder` other than the value.
 * Not what an earlier scrub left; of a list, the first ten.
 *
 * @param plain the value under `key`, as text
 */
export const beside = (holder: Readonly<Record<string, unknown>>, key: string, plain: string): string[] =>
  /^(to:|[^:]*(val|content|answer)|\d:.*\d)/is.test(`${key}:${plain}`)
    ? Object.values(holder)
        .slice(0, 99)
        .filter(
          (other): other is string =>
            typeof other === 'string' && other !== plain && /^(?!.*\W\[)[^@%/[][^%/]{1,50}$/.test(other),
        )
    : []
