/** Sentences around what `labelled` wrote: `(said) -> [text, kept...]`. */
export const labelledTexts = [
  (said) => [`${said} | Moje konto | Sklep`, 'Moje konto'],
  (said) => [
    `2026-03-14T09:26:53.589Z WARN [auth-svc] login rejected; ${said}; took=118ms`,
    'auth-svc',
    '118ms',
  ],
  (said) => [`Mar 14 09:26:53 web-3 app[4121]: update refused, ${said}`, 'web-3'],
  (said) => [
    `TypeError: Cannot save profile (${said})\n    at Form.save (app.js:81:14)`,
    'TypeError',
    'Form.save',
  ],
  (said) => [`[14:02] agent: thank you, I have noted this. ${said}`, 'thank you'],
  (said) => [`No se pudo guardar el formulario. ${said}. Inténtelo de nuevo.`, 'formulario'],
  (said) => [`Nie znaleziono klienta, ${said}`, 'Nie znaleziono'],
  (said) => [`Eingabe ungültig – ${said} – bitte prüfen`, 'Eingabe'],
  (said) => [`エラー E-1042 / ${said}`, 'E-1042'],
  (said) => [`<li class="row">${said}</li>`, 'row'],
  (said) => [`Pedido recebido.\n${said}\nObrigado!`, 'Pedido recebido'],
  (said) => [`- plan: team\n- ${said}\n- newsletter: no`, 'newsletter'],
  (said) => [`Ticket closed. ${said}, prefers the evening`, 'Ticket closed'],
  (said) => [`Rekisteröinti epäonnistui: ${said}`, 'Rekisteröinti'],
  (said) => [`${said}\nstatus: pending`, 'pending'],
  (said) => [said],
]

/** Machine-written lines in which a key tells what the value is: `(r, value, key) -> [text, kept...]`. */
export const keyedTexts = [
  (value, key) => [
    `duplicate key value violates unique constraint "uq_1"\nDETAIL:  Key (${key})=(${value}) already exists.`,
    'uq_1',
  ],
  (value, key) => [`level=warn svc=checkout ${key}="${value}" code=E17`, 'svc=checkout', 'E17'],
  (value, key) => [`plan: team\n${key}: '${value}'\nactive: true`, 'active: true'],
  (value, key) => [`POST /v1/leads 422 {"unit":"EUR","${key}":${JSON.stringify(value)}}`, '/v1/leads'],
  (value, key) => [`KeyError in handler: {'step': 2, '${key}': '${value}'}`, 'KeyError'],
  (value, key) => [`Parameters: {"commit"=>"Save", "${key}"=>"${value}"}`, 'commit'],
  (value, key) => [`> ${key}: ${value}\n> Accept: */*\n< HTTP/1.1 200 OK`, '200 OK'],
  (value, key) => [`Profile(active=true, ${key}=${value}, plan=basic)`, 'active=true'],
]

/** Sentences in which nothing tells what the value is but itself. */
export const bareTexts = [
  (value) => [`GET /ping 200 ${value} "-" "curl/8.5"`, '/ping'],
  (value) => [`lookup failed for "${value}" in index`, 'lookup failed'],
  (value) => [`Wysłano potwierdzenie na ${value} przed chwilą`, 'potwierdzenie'],
  (value) => [`${value} – profil użytkownika`, 'profil'],
  (value) => [`<a class="link" href="#">${value}</a>`, 'link'],
  (value) => [value],
  (value) => [`hi! it is ${value}, thanks`, 'thanks'],
  (value) => [`Error 409: ${value} already registered`, '409'],
  (value) => [`[debug] cache miss (${value})`, 'cache miss'],
  (value) => [`見つかりません: ${value}`, '見つかりません'],
  (value) => [`¿Es correcto ${value}?`, 'correcto'],
  (value) => [`row 14;${value};ok`, 'row 14'],
]
