/** The overlay's style sheet. What stands on the host is important: the page's rules for it would win otherwise. */
export const debugStyle: string = `
:host{all:initial!important;display:block!important;position:fixed!important;inset:auto 0 0 auto!important;z-index:2147483646!important;inline-size:min(100%,44em)!important;max-block-size:60%!important;overflow:auto!important;font:14px/1.4 system-ui,sans-serif!important}
section{padding:1em;color:#e6e9ed;background:#171b21;border:1px solid #8b949e;overflow-wrap:anywhere}
header{display:flex;justify-content:space-between;align-items:center;gap:1em}
h2{margin:0;font-size:1.15em}
h3{margin:1em 0 .25em;font-size:1em}
p,ol,dl{margin:.25em 0}
ol{padding-inline-start:1.5em}
table{border-collapse:collapse;inline-size:100%}
th,td{padding:.15em .5em .15em 0;text-align:start;vertical-align:top;border-block-end:1px solid #3b4450}
.decides{font-weight:700}
pre{margin:.25em 0;white-space:pre-wrap}
button{font:inherit;min-inline-size:44px;min-block-size:44px;color:#10151c;background:#c9dcf5;border:1px solid #c9dcf5;border-radius:.5em;cursor:pointer}
summary{cursor:pointer;min-block-size:24px}
:focus-visible{outline:3px solid #79b0ff;outline-offset:2px}
@media(forced-colors:active){button{border-color:ButtonText}}
@media print{:host{display:none!important}}
`
