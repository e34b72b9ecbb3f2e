import { createRequire } from 'node:module'

interface Ajv {
  compile(schema: object): (value: unknown) => boolean
}

/** The validator that the CloudEvents SDK brings along. */
const required: { default: new () => Ajv } = createRequire(
  createRequire(import.meta.url).resolve('cloudevents'),
)('ajv')

/** The parameters of payload_data 1-0-4, each of them text; no others are taken. */
const FIELDS = `tna aid p dtm tz e tid eid tv duid nuid uid vid ip res url page refr fp ctype cookie lang f_pdf f_qt
  f_realp f_wma f_dir f_fla f_java f_gears f_ag cd ds cs vp mac pp_mix pp_max pp_miy pp_may ad_ba ad_ca ad_ad ad_uid
  tr_id tr_af tr_tt tr_tx tr_sh tr_ci tr_st tr_co tr_cu ti_id ti_sk ti_nm ti_na ti_ca ti_pr ti_qu ti_cu sa sn st sp
  se_ca se_ac se_la se_pr se_va ue_na ue_pr ue_px co cx ua tnuid stm sid ttm`

const described = {
  type: 'object',
  properties: {
    schema: { type: 'string', pattern: '^iglu:[\\w.-]+/[\\w-]+/[\\w-]+/\\d+-\\d+-\\d+$' },
    data: {},
  },
  required: ['schema', 'data'],
  additionalProperties: false,
}

const ajv = new required.default()

/**
 * The constraints of `iglu:com.snowplowanalytics.snowplow/payload_data/jsonschema/1-0-4` (snowplow/iglu-central, no npm
 * package holds it), restated: a list of at least one event of text fields, of which tv, p and e are there.
 */
export const isPayloadData: (value: unknown) => boolean = ajv.compile({
  type: 'array',
  minItems: 1,
  items: {
    type: 'object',
    properties: Object.fromEntries(FIELDS.split(/\s+/).map((field) => [field, { type: 'string' }])),
    required: ['tv', 'p', 'e'],
    additionalProperties: false,
  },
})

/** The constraints of `unstruct_event` 1-0-0: something that names its schema, and nothing else. */
export const isDescribed: (value: unknown) => boolean = ajv.compile(described)

/** The constraints of `contexts` 1-0-0: at least one such entity. */
export const areDescribed: (value: unknown) => boolean = ajv.compile({
  type: 'array',
  minItems: 1,
  items: described,
})
