/**
 * Personal data that can be told by its value alone: what replaces a find, and how it looks, in the order of
 * trying. Each pattern is linear: a start that can't be reached from inside a run, or bounded repetition.
 */
export const DETECTORS: Readonly<Record<string, RegExp>> = {
  /**
   * What follows a label that names personal data, which `isPersonal` decides: after `"label": "` up to the next
   * quote, elsewhere a word with a digit. The label is the first group.
   */
  private:
    /(?<=\b([a-z][\w .-]{0,30})(?<! )[\\"':=# ]{1,9})((?<=": ?\\*")[^"\\[]+|(?=\S{0,40}\d)[^\s,;&"'<>[\]{}=]{4,})/gi,
  /** Addresses as RFC 5321 and 6531 write them in practice: international names, plus tags. Not `logo@2x.png`. */
  email: /(?<![^\s!"&(),/:-@[\]])[^\s!"&(),/:-@[\]]+@(?!\dx\.)[\p{L}\d.-]*\.\p{L}[\p{L}\d-]+/gu,
  /**
   * Secrets: JSON Web Tokens (RFC 7519), `Bearer` credentials (RFC 6750), keys with the prefixes that their issuers
   * document, what follows `/reset/`, `/invite/` and the like, and long runs that mix capitals, small letters and
   * digits as random ones do. UUIDs and hashes in hexadecimal stay: most of them name a build or a thing.
   */
  token:
    /(\b(eyJ|Bearer |[prs]k[-_]|g(h.|\w+pat)[-_]|xox.-|AKIA|AIza|SG\.)|(?<=(reset|invit|verif|confirm|magic|token)[\w-]*\/)(?=[^\d/]*\d)|(?<![\w./+-])(?=\w*[A-Z])([a-zA-Z]{1,15}\d+){3})[\w.~+-]{12,}/g,
  /** Payment cards (ISO/IEC 7812): 14 to 19 digits that begin with 22 to 69; `passesLuhn` decides. 13 are left to EAN codes. */
  card: /(?<![\w.-])(?!2[01])[2-6]([ -]?\d){13,18}(?![\w-])/g,
  /**
   * IPv4 unless it is private or reads as a version (`10.…`, `134.0.0.0`, `v1.2.3.4`), IPv6 (RFC 4291: eight
   * groups, or fewer round one `::`) and MAC addresses.
   */
  ip: /(?<![\w.-])(?!10\.|\d+\.0\.0\.)([12]?\d?\d\.){3}[12]?\d?\d(?![\w-]|\.\d)|(?<![\w:.])(?=[\da-f:-]{0,36}\w::|(..[:-]){5}|(\w+:){7})[\da-f:-]{6,39}(?![\w:])/gi,
  /**
   * E.164 with `+` or `00` (7 to 15 digits, any grouping), and national forms of 8 to 13 digits, which need
   * grouping: a trunk 0, an area code in brackets, or three groups. Dates and versions stay.
   */
  phone:
    /(?<![\w.,/:-]|\d )(\(?(\+|00)(\W{0,2}\d){7,15}|(?=(\W{0,2}\d){8,13}(?!\W?\d))(?!.{0,6}\b(19|20)\d\d\b)(\d\W{1,2})?(\(\d+\) ?|(0\d+|\d{2,4}[ .-]\d{2,})[ .-])\d[\d .-]+\d)(?![.-]?\w)/g,
}

/** The check digit of ISO/IEC 7812: from the right, every second digit counts twice, less 9 where that is above 9. */
export function passesLuhn(card: string): boolean {
  const digits = card.match(/\d/g)!.reverse()
  return digits.reduce((sum, digit, i) => sum + +((i % 2 && (2 * +digit) % 9) || digit), 0) % 10 === 0
}
