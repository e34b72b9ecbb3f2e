import type { Env } from './env.ts'

const DARK =
  '--t:#e6e9ed;--b:#171b21;--l:#8b949e;--a:#c9dcf5;--i:#10151c;--h:#e6effb;--f:#79b0ff;color-scheme:dark'

/**
 * What banner and centre share. Lengths are in `em` of the browser's own text size (`all: initial` on the host), so that
 * the page's style does not reach in and the visitor's text size does. One rule draws "Accept all" and "Reject all", and
 * both have the same part, so no style of a page can tell them apart. Nothing moves, so there is no motion to reduce.
 */
const STYLE = `
.ui{--t:#1b1f24;--b:#fff;--l:#6e7781;--a:#1f3a5f;--i:#fff;--h:#142843;--f:#1f6feb;color-scheme:light;display:flex;flex-direction:column;gap:.5em;min-block-size:0;box-sizing:border-box;padding:var(--askfirst-padding,.75em min(1.25em,4vw));color:var(--askfirst-color,var(--t));background:var(--askfirst-background,var(--b));border:1px solid var(--askfirst-border,var(--l));border-radius:var(--askfirst-radius,.75em);box-shadow:var(--askfirst-shadow,0 0 1em #0003);font:var(--askfirst-font-size,.9375em)/1.35 var(--askfirst-font,system-ui,sans-serif);overflow-wrap:break-word}
.dark{${DARK}}
@media(prefers-color-scheme:dark){.auto{${DARK}}}
.ui:focus,h2:focus{outline:0}
.text{min-block-size:0;overflow:auto}
h2,p,ul{margin:0 0 .25em}
h2{font-size:1.125em}
ul{padding-inline-start:1.25em}
a{color:var(--askfirst-link,inherit)}
.choice{display:grid;flex:none;grid-template-columns:repeat(auto-fit,minmax(min(100%,7em),1fr));gap:.5em;grid-auto-rows:1fr}
button{all:unset;box-sizing:border-box;min-block-size:44px;padding:.375em .25em;hyphens:auto;border:1px solid var(--askfirst-button-border,var(--a));border-radius:var(--askfirst-button-radius,.5em);color:var(--askfirst-button-color,var(--i));background:var(--askfirst-button-background,var(--a));font-weight:600;text-align:center;cursor:pointer}
button:hover{background:var(--askfirst-button-hover,var(--h));text-decoration:underline}
.button:not(.decide){color:var(--askfirst-choose-color,inherit);border-color:var(--askfirst-choose-color,var(--l));background:none}
:focus-visible{outline:3px solid var(--askfirst-focus,var(--f));outline-offset:2px}
.text:focus-visible{outline-offset:-3px}
.status{position:absolute;inline-size:1px;block-size:1px;overflow:hidden;clip-path:inset(50%)}
[hidden]{display:none}
dialog{position:fixed;inset:0;margin:auto;inline-size:min(100% - 1em,var(--askfirst-max-width,40em));max-block-size:94%;block-size:fit-content}
dialog:not([open]){display:none}
dialog::backdrop{background:var(--askfirst-backdrop,#0008)}
.note{padding-inline-start:.5em;border-inline-start:4px solid var(--askfirst-focus,var(--f))}
.purpose{padding-block:.5em;border-block-start:1px solid var(--askfirst-border,var(--l))}
label{display:flex;gap:.75em;align-items:center;min-block-size:44px;font-weight:600}
label :first-child{flex:1}
input{flex:none;inline-size:1.75em;block-size:1.75em;margin:0;accent-color:var(--askfirst-focus,var(--f))}
@media(min-width:44em){.bar{flex-direction:row;align-items:center;gap:1.5em}.bar .text{flex:1}.bar .choice{grid-template-columns:repeat(2,9em)}}
@media(max-height:40em){dialog[open]{display:block;overflow:auto}dialog .text{overflow:visible}.choice{margin-block-start:.5em}}
@media print{:host{display:none!important}}
`

/** Gives a shadow root its style: the host's own rules, which are important because the page's would win otherwise. */
export function dress({ window }: Env, root: ShadowRoot, host: string): void {
  const sheet = new window.CSSStyleSheet()
  sheet.replaceSync(host + STYLE)
  root.adoptedStyleSheets = [sheet]
}
