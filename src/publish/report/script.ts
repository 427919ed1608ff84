/**
 * The report's script: language, sorting, filtering, pages. It writes text as text only, asks for nothing over the
 * network, and the report can be read without it.
 */
export const SCRIPT = `"use strict";
(() => {
const $ = (id) => document.getElementById(id);
const english = () => $("lang-en").checked;
const say = (fr, en) => (english() ? en : fr);
const grouped = (n) => String(n).replace(/\\B(?=(\\d{3})+$)/g, english() ? "," : "\\u202f");
const fold = (t) => t.normalize("NFD").replace(/[\\u0300-\\u036f]/g, "").toLowerCase();
const words = (t) => fold(t).split(/\\s+/).filter(Boolean);
const redraw = [];
/** Markup of this file's own, all text in it escaped. */
const made = (markup) => {
  const holder = document.createElement("template");
  holder.innerHTML = markup;
  return holder.content;
};

function pager(nav, size, draw) {
  let page = 0;
  const [back, where, next] = ["button", "span", "button"].map((tag) => nav.appendChild(document.createElement(tag)));
  back.type = next.type = "button";
  const show = (count) => {
    const last = Math.max(0, Math.ceil(count / size) - 1);
    page = Math.min(page, last);
    nav.hidden = last === 0;
    back.textContent = say("Précédents", "Previous");
    next.textContent = say("Suivants", "Next");
    where.textContent = grouped(page + 1) + " / " + grouped(last + 1);
    back.disabled = page === 0;
    next.disabled = page === last;
    return [page * size, (page + 1) * size];
  };
  const go = (step) => { page += step; draw(); };
  back.addEventListener("click", () => go(-1));
  next.addEventListener("click", () => go(1));
  return { show, first: () => { page = 0; } };
}

function mark(button, buttons) {
  const th = button.closest("th");
  const up = th.getAttribute("aria-sort") !== "ascending";
  for (const b of buttons) b.closest("th").removeAttribute("aria-sort");
  th.setAttribute("aria-sort", up ? "ascending" : "descending");
  return up ? 1 : -1;
}
const order = (a, b) => {
  const [x, y] = [Number(a), Number(b)];
  return a !== "" && b !== "" && !Number.isNaN(x) && !Number.isNaN(y) ? x - y : String(a).localeCompare(String(b), "fr");
};

function sortTable(table) {
  const buttons = [...table.querySelectorAll("button.sort")];
  buttons.forEach((button, column) => button.addEventListener("click", () => {
    const sign = mark(button, buttons);
    const value = (row) => row.cells[column].dataset.value ?? row.cells[column].textContent.trim();
    const rows = [...table.tBodies[0].rows].map((row) => [value(row), row]);
    rows.sort((a, b) => sign * order(a[0], b[0]));
    table.tBodies[0].append(...rows.map(([, row]) => row));
  }));
}

function pageAnomalies() {
  const list = $("anomaly-list");
  if (!list) return;
  const form = $("anomaly-filters");
  const held = [...list.children].map((li) => ({ li, severity: li.dataset.severity, check: li.dataset.check, documents: li.dataset.documents.split(" ") }));
  const further = JSON.parse($("anomaly-later")?.textContent ?? "[]")
    .map(([severity, check, documents, markup]) => ({ severity, check, documents, markup }));
  const cards = held.concat(further);
  const element = (card) => (card.li ??= made(card.markup).firstElementChild);
  const textOf = (card) => (card.text ??= fold((card.li ?? made(card.markup)).textContent));
  const fits = (card) => {
    const { severity, check, document: of, text: typed } = form.elements;
    const asked = words(typed.value);
    return (!severity.value || card.severity === severity.value) && (!check.value || card.check === check.value)
      && (!of.value || card.documents.includes(of.value)) && (asked.length === 0 || asked.every((w) => textOf(card).includes(w)));
  };
  let printing = false;
  const draw = () => {
    const found = cards.filter(fits);
    const [from, to] = printing ? [0, Infinity] : pages.show(found.length);
    list.replaceChildren(...found.slice(from, to).map(element));
    $("anomaly-count").textContent = grouped(found.length) + " / " + grouped(cards.length);
  };
  const pages = pager($("anomaly-pager"), 25, draw);
  form.hidden = false;
  form.addEventListener("input", () => { pages.first(); draw(); });
  form.addEventListener("submit", (e) => e.preventDefault());
  for (const [event, on] of [["beforeprint", true], ["afterprint", false]])
    addEventListener(event, () => { printing = on; draw(); });
  redraw.push(() => {
    for (const option of form.querySelectorAll("option")) option.textContent = english() ? option.dataset.en : option.dataset.fr;
    draw();
  });
}

function pageObservations() {
  const { texts, rows, links } = JSON.parse($("observation-data").textContent);
  const table = $("observation-table");
  const body = table.tBodies[0];
  const form = $("observation-filters");
  const folded = texts.map(fold);
  const told = (i) => { const [fr, en] = texts[i].split("\\u001f"); return say(fr, en ?? fr); };
  const number = (v) => {
    const [whole, part] = v.replace("-", "\\u2212").split(".");
    return grouped(whole) + (part === undefined ? "" : say(",", ".") + part);
  };
  let found = rows;
  const cell = (row, text, kind) => { const td = row.insertCell(); td.textContent = text; if (kind) td.className = kind; return td; };
  const draw = () => {
    const [from, to] = pages.show(found.length);
    body.replaceChildren();
    for (const [doc, page, area, period, what, value, unit, status] of found.slice(from, to)) {
      const row = body.insertRow();
      cell(row, told(doc), "id");
      const td = cell(row, "", "n");
      const href = links[texts[doc]];
      const a = href === undefined ? td : td.appendChild(document.createElement("a"));
      a.textContent = String(page);
      if (href !== undefined) a.href = href + "#page=" + page;
      cell(row, told(area));
      cell(row, told(period), "id");
      cell(row, told(what));
      cell(row, value === "" ? "–" : number(value) + (texts[unit] ? "\\u00a0" + texts[unit] : ""), "n");
      cell(row, texts[status]);
    }
    $("observation-count").textContent = grouped(found.length) + " / " + grouped(rows.length);
  };
  const pages = pager($("observation-pager"), 50, draw);
  const places = [0, 1, 2, 3, 4, 5, 7];
  const value = (row, place) => (place === 1 || place === 5 ? row[place] : texts[row[place]]);
  let sorting;
  const search = () => {
    const asked = words(form.elements.text.value).map((w) => folded.map((t) => t.includes(w)));
    const hits = (row, has) => has[row[0]] || has[row[2]] || has[row[3]] || has[row[4]];
    found = rows.filter((row) => asked.every((has) => hits(row, has)));
    if (sorting) found = [...found].sort((a, b) => sorting.sign * order(value(a, sorting.place), value(b, sorting.place)));
    pages.first();
    draw();
  };
  const buttons = [...table.querySelectorAll("button.sort")];
  buttons.forEach((button, i) => button.addEventListener("click", () => {
    sorting = { sign: mark(button, buttons), place: places[i] };
    search();
  }));
  let waiting;
  form.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(search, 150); });
  form.addEventListener("submit", (e) => e.preventDefault());
  form.hidden = table.hidden = false;
  redraw.push(draw);
}

sortTable($("documents"));
pageAnomalies();
pageObservations();
const inLanguage = () => { document.documentElement.lang = say("fr", "en"); for (const draw of redraw) draw(); };
for (const radio of document.querySelectorAll("input[name=lang]")) radio.addEventListener("change", inLanguage);
inLanguage();
})();
`;
