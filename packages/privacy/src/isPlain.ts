const PLAIN = /^([a-z/:._?=&#-]*|-?\d{1,6}(\.\d\d?)?)$/

/**
 * Whether a value, written as text, can hold nothing that only the pack knows: small letters without spaces, or a
 * number of at most six digits and two decimals, and no `user`, whose names may look like that. The rules of the pack
 * leave such values alone.
 *
 * @param name the key or parameter of the value
 */
export const isPlain = (value: string, name: string = value): boolean =>
  PLAIN.test(value) && !/user/i.test(name)
