/** The style sheet of the report: one column, system type, light and dark, print. */
export const STYLE = `
:root{color-scheme:light dark;--ink:#1b1f24;--soft:#5a6472;--line:#d8dde3;--paper:#fff;--tint:#f4f6f8;--blue:#1f5f99;--pale:#9dbad3;--error:#b3261e;--warning:#8a5a00;--info:#3c5a78;--green:#2f7d5b;--amber:#d08a1d;--grey:#c4cad1}
@media (prefers-color-scheme:dark){:root{--ink:#e6e9ed;--soft:#a2acb8;--line:#39414b;--paper:#14181d;--tint:#1d232a;--blue:#7fb2e0;--pale:#3f5f7d;--error:#ff9a90;--warning:#f0bd62;--info:#a9c6e3;--green:#66c096;--amber:#e0a548;--grey:#4b545f}}
*{box-sizing:border-box}
html{font:16px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans","Liberation Sans",sans-serif;scroll-padding-top:4rem}
body{margin:0;background:var(--paper);color:var(--ink)}
html:has(#lang-en:checked) [lang=fr],html:not(:has(#lang-en:checked)) :not(html):not(q):not(option)[lang=en]{display:none}
header.top{padding:2.2rem max(1.2rem,calc(50vw - 38rem)) 1rem}
header.top p{margin:.2rem 0;color:var(--soft)}
main{padding:0 max(1.2rem,calc(50vw - 38rem)) 4rem}
h1{font-size:1.7rem;line-height:1.2;margin:0 0 .4rem;letter-spacing:-.01em;text-wrap:balance}
h2{font-size:1.3rem;margin:3rem 0 .6rem;padding-top:.6rem;border-top:2px solid var(--ink)}
h3{font-size:1rem;margin:0;display:inline}
h4{font-size:.95rem;margin:1.2rem 0 .2rem;font-weight:600}
a{color:var(--blue)}
small,.lead,.legend,.left,.origin,.count,.definition{color:var(--soft)}
q{quotes:none}.lead,.definition{max-width:44rem}
nav.contents{position:sticky;top:0;z-index:2;background:var(--paper);border-bottom:1px solid var(--line);padding:.5rem max(1.2rem,calc(50vw - 38rem));display:flex;gap:1.2rem;flex-wrap:wrap;align-items:center}
legend{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
fieldset.language{border:0;margin:0 0 0 auto;padding:0;display:flex;gap:.8rem}
dl.sums{display:flex;flex-wrap:wrap;gap:.4rem 2.2rem;margin:1rem 0 0}
dl.sums div{display:flex;flex-direction:column-reverse}
dl.sums dt{color:var(--soft);font-size:.85rem}
dl.sums dd{margin:0;font-size:1.5rem;font-weight:600;font-variant-numeric:tabular-nums;line-height:1.2}
.error-text{color:var(--error)}.warning-text{color:var(--warning)}
.scroll{overflow-x:auto}
table{border-collapse:collapse;width:100%;font-size:.88rem}
th,td{text-align:left;padding:.35rem .5rem;border-bottom:1px solid var(--line);vertical-align:top}
thead th{border-bottom:2px solid var(--line);font-weight:600;vertical-align:bottom;line-height:1.25;background:var(--paper)}
tbody th{font-weight:600}
td.n,th.n{text-align:right;font-variant-numeric:tabular-nums}td.n,.id{white-space:nowrap}th.n button{text-align:right}th.n{hyphens:manual}
tbody tr:hover{background:var(--tint)}
button.sort{font:inherit;color:inherit;background:none;border:0;padding:0;cursor:pointer;text-align:left}
th[aria-sort=ascending] button.sort::after{content:"\\00a0↑"}
th[aria-sort=descending] button.sort::after{content:"\\00a0↓"}
.badge{display:inline-block;min-width:1.6em;padding:0 .45em;border-radius:.8em;text-align:center;font-size:.85em;font-weight:600;border:1px solid currentColor}
.error .badge,.badge.error{color:var(--error)}.badge.warning{color:var(--warning)}.badge.info{color:var(--info)}
.none{color:var(--soft)}
tr.failed th,tr.partial th{color:var(--error)}
p.fault{margin:.2rem 0 0;white-space:normal;font-weight:400;font-size:.85rem;max-width:34rem}
.key{print-color-adjust:exact;display:inline-block;width:.8em;height:.8em;margin:0 .35em 0 .9em;vertical-align:-.05em}
.legend .key:first-child{margin-left:0}
.key.mapped{background:var(--green)}.key.unmapped{background:var(--amber)}.key.ignored{background:var(--grey)}
.key.year0{background:var(--pale)}.key.year1{background:var(--blue)}
rect.mapped{fill:var(--green)}rect.unmapped{fill:var(--amber)}rect.ignored{fill:var(--grey)}
svg.coverage{display:block;margin-top:.45rem}
.filters{display:flex;flex-wrap:wrap;gap:.6rem 1.2rem;margin:.8rem 0}
.filters label{font-size:.85rem;color:var(--soft)}
select,input[type=search]{font:inherit;color:var(--ink);background:var(--paper);border:1px solid var(--soft);border-radius:.3rem;padding:.25rem .5rem;max-width:100%}
[hidden]{display:none!important}
ol.cards{list-style:none;margin:0;padding:0}
.anomaly{border-left:3px solid var(--line);padding:.2rem 0 .2rem 1rem;margin:0 0 1.6rem;content-visibility:auto;contain-intrinsic-size:auto 14rem}
.anomaly.error{border-color:var(--error)}.anomaly.warning{border-color:var(--warning)}
.anomaly p{margin:.35rem 0;max-width:50rem}
.anomaly h3{display:block;font-weight:400}
.check{font-weight:600}
p.sum{font-variant-numeric:tabular-nums;background:var(--tint);padding:.5rem .8rem;border-radius:.3rem;overflow-wrap:anywhere}
p.note{font-style:italic}
.anomaly img{display:block;max-width:100%;height:auto;border:1px solid var(--line);background:#fff}
figure.crop{margin:.6rem 0;overflow:visible}figure.crop figcaption{width:auto;max-width:none}
.key.suspect-mark,.key.term-mark{background:none;border:2.5px solid #d81b60}.key.term-mark{border:2px solid #1565c0}
ul.proposals,ul.definitions{margin:.35rem 0;padding-left:1.2rem;max-width:50rem}
ul.definitions{list-style:none;padding:0;font-size:.88rem;color:var(--soft)}
ul.definitions .differ{color:var(--warning)}
.suspect{color:var(--error);font-weight:600;font-size:.85em}
.origin{font-size:.85rem}
details>summary{cursor:pointer}
details.indicator{border-bottom:1px solid var(--line);padding:.7rem 0}
details.indicator>summary h3{font-weight:600}
.charts{display:flex;flex-wrap:wrap;gap:.6rem 2rem;align-items:flex-start}
section.quantity{max-width:100%}section.quantity h4{margin:.4rem 0 .5rem}section.quantity figure+figure{margin-top:1rem}
figure{margin:0;max-width:100%;overflow-x:auto}
figcaption{font-size:.85rem;line-height:1.3;color:var(--soft);width:min-content;min-width:max(100%,8rem);max-width:12rem}.areas figcaption{width:auto;max-width:none;margin-bottom:.4rem}
svg.plot{display:block;max-width:100%;height:auto}svg.plot text{white-space:pre}
svg text{font:12px system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans","Liberation Sans",sans-serif;font-variant-numeric:tabular-nums}
button.more{font:inherit;color:var(--ink);background:var(--tint);border:1px solid var(--line);border-radius:.3rem;padding:.3rem .9rem;margin:.8rem 0;cursor:pointer}
nav.pager{display:flex;gap:.8rem;align-items:center;margin:1rem 0}
nav.pager button{font:inherit;color:var(--ink);background:var(--tint);border:1px solid var(--line);border-radius:.3rem;padding:.3rem .9rem;cursor:pointer}
nav.pager button:disabled{opacity:.45;cursor:default}
:focus-visible{outline:3px solid var(--blue);outline-offset:2px}
footer{padding:1rem max(1.2rem,calc(50vw - 38rem)) 3rem;color:var(--soft);font-size:.85rem}
@media (prefers-reduced-motion:no-preference){html{scroll-behavior:smooth}}
@media print{:root{--ink:#000;--soft:#444;--line:#bbb;--paper:#fff;--tint:#f3f3f3;--blue:#1f5f99;--pale:#9dbad3;--error:#b3261e;--warning:#8a5a00;--info:#3c5a78}
html{font-size:10pt}nav.contents,.filters,nav.pager,#observations{display:none}header.top,main,footer{padding-left:0;padding-right:0}
.anomaly,figure,tr{break-inside:avoid}.anomaly{content-visibility:visible}h2,h3,h4{break-after:avoid}a{color:inherit;text-decoration:none}.scroll,figure{overflow:visible}}
`;
