/** Who has a name of their own, as the source of a pattern. */
export const owners = 'customer|contact|passenger|recipient|sender|patient|guest|buyer|payer'

/** Words for the names of persons, in the notation of the core's words. */
export const names: string =
  `(${owners}|given|family|display|holder|nach|vor|maiden|nick|middle|familien|legal|login|account|full|kunden)_name|` +
  '[fl]name|nazwisk~|(for|etter|efter|bruker|bruger)na[vm]n|f.rnamn|achternaam|voornaam|etunimi|sukunimi|apellid~|' +
  'cognome|pr.nom|nom_(de_)?famille|nom(e|bre)?_comple~|soyad~|sobrenome|card_?holder|(pre)?nume|jm.no|p..jmen.|' +
  'priezvisk~|(vezet.k|teljes)_?n.v|onoma|.м.я|имя|фио|фамил~|пр.звищ~|όνομα|επώνυμο|姓名|氏名|名前|이름|성명|שם(_מלא)?|ชื่อ|اسم'
