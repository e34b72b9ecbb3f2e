import type { Detector } from '../detector.ts'
import { namePattern } from './namePattern.ts'

const TAIL = "[\\p{L}\\d.'’/-]{0,40}"

/**
 * What a phrase in running text announces without a colon: names after a greeting, addresses after `ship to`, dates of
 * birth, user names, plates.
 */
export const announced: readonly Detector[] = [
  {
    type: 'name',
    hint: /[\p{Lu}\p{Lo}]/u,
    pattern: RegExp(
      `((?<![\\p{L}\\d])(?:[Hh]ello|[Hh]i|[Dd]ear|[Ww]elcome(?: back)?|[Hh]allo|[Bb]onjour|[Hh]ola|[Cc]iao|[Ll]iebe[r]?|[Ss]igned by|[Cc]hat with|[Mm]essage (?:from|to)|[Aa]ssigned to|[Cc]ustomer|[Pp]atient|[Cc]lient|[Cc]ontact|(?:(?:[Ff]ull|[Ff]irst|[Ll]ast|[Uu]ser) ?)?[Nn]ame|NAME|[Nn]ombre|[Nn]ome|[Nn]om|[Nn]aam|[Nn]avn|[Nn]amn|Imię|[Ii]sim|Имя|ФИО)(?: is)?[,:]? )${namePattern(0)}`,
      'gu',
    ),
    accept: (match, before) =>
      !/^(?:World|Customer|Sir|Madam|Guest|Back|To|All|Team|There|User|Everyone|Support|Service|Required|Is|Not|Kitty|Us|The|And|You|Your|Our|Details|Name|Admin|Error|Invalid|Page|Profile|Account|Portal|Login|Info|Friend|Visitor|Shop|Store)\b/.test(
        match,
      ) &&
      (!/name:? $/i.test(before) || / |[^ -~]/.test(match)),
  },
  {
    type: 'address',
    hint: /\d/,
    pattern: RegExp(
      `((?<![\\p{L}\\d])(?:(?:[Ss]hip|[Dd]eliver|[Bb]ill|[Ss]end)[a-z]{0,4}(?: (?:it )?to| [Aa]ddress)?|[Aa]dd?ress?e?|[Ii]ndirizzo|[Dd]irecci[oó]n|[Ee]ndere[cç]o|[Aa]nschrift|[Ll]ives? at|[Ll]iving at|[Rr]esid(?:es?|ing) at|[Ll]ieferadresse|住所|地址|주소|[Аа]дрес)(?: is)?[,:]? )(?:[\\p{Lu}\\p{Lo}\\d]${TAIL}|[\\p{Ll}.'’]{1,12}(?= ))(?:,? (?:[\\p{Ll}.'’]{1,14} ){0,3}[\\p{Lu}\\p{Lo}\\d]${TAIL}){1,12}`,
      'gu',
    ),
    accept: (match) => /\d/.test(match) && /\p{L}{2}/u.test(match),
  },
  {
    type: 'birth',
    hint: /\d/,
    pattern:
      /((?<!\p{L})(?:born|dob|d\.o\.b\.|birth ?da(?:te|y)|date of birth|geboren|geb\.|geburtsdatum|née? le|nacid[oa]|nat[oa]|född|født|urodz\p{L}{1,6}|geboortedatum|nascid[oa]|doğum\p{L}{0,8}|рожд\p{L}{0,6})(?: (?:is|on|in|am|le|el|il|em|den|op|dnia|tarihi))?:? )(?:\d{1,4}(?:[./ -]| ?de |\. )(?:\d{1,2}|\p{L}{3,10})(?:[./ -]| ?de )\d{1,4}|\p{L}{3,10} \d{1,2},? \d{4})/giu,
  },
  {
    type: 'user',
    pattern:
      /((?<![a-z])(?:(?:logged|signed) in as|user ?name|user|login|handle|benutzer(?:name)?|usuario|utilisateur|nick(?:name)?|screen name)(?: is)?[:=]? )(?=[a-z@])(?=[\w-]*[._\d])[\w.@-]{3,40}(?!\w)/gi,
    accept: (match) => /[a-z]{2}/i.test(match) && !/^v?\d|\.(?:js|ts|com|html?|length)\b/.test(match),
  },
  {
    type: 'plate',
    pattern:
      /((?<!\p{L})(?:(?:[Ll]icen[cs]e |[Nn]umber |[Rr]egistration )?[Pp]late|[Kk]ennzeichen|[Mm]atr[ií]cula|[Tt]arga|[Ii]mmatriculation|[Kk]enteken|[Rr]egistration|[Pp]laka|[Pp]laca|[Nn]ummerplade|[Rr]egistreringsnummer|[Rr]ejestracja|[Rr]eg)(?: (?:is|no\.?|number))?[:.]? )(?=[A-ZÄÖÜ -]{0,8}\d)(?=[\d -]{0,8}[A-ZÄÖÜ])[A-ZÄÖÜ\d]{1,8}(?:[ -][A-ZÄÖÜ\d]{1,4}){0,3}(?![\p{L}\d])/gu,
  },
]
