/**
 * The banner's style sheet. Lengths are in `em` of the browser's own text size (`all: initial`), so that the page's
 * style does not reach in and the visitor's text size does. What stands on the host is important, because the page's
 * rules for the host would win otherwise. Nothing moves, so there is no motion to reduce.
 */
export const bannerStyle: string = `
:host{all:initial!important;display:flex!important;flex-direction:column!important;position:fixed!important;inset:auto 0 0!important;box-sizing:border-box!important;inline-size:min(100%,54em)!important;max-block-size:80%!important;margin-inline:auto!important;z-index:2147483647!important}
section{display:flex;flex-direction:column;gap:.75em;min-block-size:0;box-sizing:border-box;padding:1em min(1.25em,5vw) max(1em,env(safe-area-inset-bottom));color-scheme:light;color:#1b1f24;background:#fff;border:1px solid #6e7781;border-block-end:0;border-start-start-radius:.75em;border-start-end-radius:.75em;box-shadow:0 0 1.5em #0003;font:1em/1.45 system-ui,sans-serif;overflow-wrap:break-word}
section:focus{outline:0}
.text{min-block-size:0;overflow:auto}
h2{margin:0 0 .25em;font-size:1.125em;line-height:1.3}
p,ul{margin:0 0 .25em}
ul{padding-inline-start:1.25em}
a{color:inherit}
.choice{display:grid;flex:none;grid-template-columns:repeat(auto-fit,minmax(min(100%,8em),1fr));gap:.5em;grid-auto-rows:1fr}
button{all:unset;box-sizing:border-box;min-block-size:44px;min-inline-size:44px;padding:.375em .5em;border:1px solid #1f3a5f;border-radius:.5em;color:#fff;background:#1f3a5f;font-weight:600;text-align:center;cursor:pointer}
button:hover{background:#142843}
:focus-visible{outline:3px solid #1f6feb;outline-offset:2px}
.text:focus-visible{outline-offset:-3px}
.status{position:absolute;inline-size:1px;block-size:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
@media(min-width:44em){section{flex-direction:row;align-items:center;gap:1.5em}.text{align-self:stretch;flex:1}.choice{grid-template-columns:repeat(2,8.5em)}}
@media(prefers-color-scheme:dark){section{color-scheme:dark;color:#e6e9ed;background:#171b21;border-color:#8b949e}button{color:#10151c;background:#c9dcf5;border-color:#c9dcf5}button:hover{background:#e6effb}:focus-visible{outline-color:#79b0ff}}
@media(forced-colors:active){button{border-color:ButtonText}:focus-visible{outline-color:Highlight}}
@media print{:host{display:none!important}}
`
