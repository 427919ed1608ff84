import type { Language } from "../../model/index.js";
import type { Charted, ChartedIndicator, Comparability, Panel, Territory } from "../report/charted.js";
import { communeChart, panelChart } from "./charts.js";
import { comparabilityChart } from "./comparability.js";
import { WORDS } from "./words.js";

/** What is drawn of a quantity, and quantities of an indicator, before more is asked for. */
const FIRST_PANELS = 24;
const FIRST_TERRITORIES = 8;
const FIRST_QUANTITIES = 10;

function element<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  className: string,
  ...content: (Node | string)[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag);
  if (className !== "") made.className = className;
  made.append(...content);
  return made;
}

const language = (): Language =>
  document.querySelector<HTMLInputElement>("#lang-en")?.checked === true ? "en" : "fr";

/** A button that is replaced by what it shows. */
function further(label: string, show: () => Node[]): HTMLElement {
  const button = element("button", "more", label);
  button.type = "button";
  button.addEventListener("click", () => button.replaceWith(...show()));
  return button;
}

function communes(title: string, territory: Territory): HTMLElement {
  const said = language();
  const { chart, years } = communeChart(`${title} ${territory.publisher}`, territory, said);
  const key = years.flatMap((year, i) => [element("span", `key year${i + 2 - years.length}`), year, " "]);
  const caption = element("figcaption", "", `${territory.publisher} · ${WORDS[said].byCommune} `, ...key);
  return element("figure", "areas", caption, chart);
}

/** Panels of one scale stand together. */
function panelFigures(title: string, panels: readonly Panel[], width: number): HTMLElement[] {
  const scales = [...new Set(panels.map((panel) => panel.scale))];
  return scales.map((scale) => {
    const group = panels.filter((panel) => panel.scale === scale);
    return element("figure", "", panelChart(title, group, width, language()));
  });
}

function quantityNodes(indicator: ChartedIndicator, quantity: Charted, width: number): Node[] {
  const said = language();
  const name = quantity[said];
  const title = [indicator[said], name].filter(Boolean).join(" · ");
  const { panels, territories } = quantity;
  const draw = (from: number, fromTerritory: number, to: number, toTerritory: number): Node[] => [
    ...panelFigures(title, panels.slice(from, to), width),
    ...territories.slice(fromTerritory, toTerritory).map((territory) => communes(title, territory)),
  ];
  const left =
    Math.max(0, panels.length - FIRST_PANELS) + Math.max(0, territories.length - FIRST_TERRITORIES);
  return [
    element(
      "section",
      "quantity",
      ...(name === "" ? [] : [element("h4", "", name)]),
      ...draw(0, 0, FIRST_PANELS, FIRST_TERRITORIES),
      ...(left === 0
        ? []
        : [further(WORDS[said].more(left), () => draw(FIRST_PANELS, FIRST_TERRITORIES, Infinity, Infinity))]),
    ),
  ];
}

/** Puts the charts of an indicator in their place. */
function fill(place: HTMLElement): void {
  const data = place.parentElement?.querySelector("script.charted")?.textContent;
  if (data === undefined || data === null) return;
  const indicator = JSON.parse(data) as ChartedIndicator;
  const width = Math.max(300, place.clientWidth);
  const nodes = (quantities: readonly Charted[]): Node[] =>
    quantities.flatMap((quantity) => quantityNodes(indicator, quantity, width));
  const rest = indicator.quantities.slice(FIRST_QUANTITIES);
  place.replaceChildren(
    ...nodes(indicator.quantities.slice(0, FIRST_QUANTITIES)),
    ...(rest.length === 0 ? [] : [further(WORDS[language()].rest(rest.length), () => nodes(rest))]),
  );
}

/** The picture of comparability, drawn at once: it is one. */
function compare(): void {
  const place = document.querySelector("#comparability-chart");
  const data = document.querySelector("#comparability-data")?.textContent;
  if (place === null || data === undefined || data === null) return;
  place.replaceChildren(comparabilityChart(JSON.parse(data) as Comparability, language()));
}

/** Charts are drawn when they come into view, and again in the other language; all of them for the printer. */
function main(): void {
  const places = [...document.querySelectorAll<HTMLElement>("details.indicator .charts")];
  const drawn = new Set<HTMLElement>();
  const draw = (place: HTMLElement): void => {
    if (drawn.has(place)) return;
    drawn.add(place);
    fill(place);
  };
  const seen = new IntersectionObserver(
    (entries) => {
      for (const { isIntersecting, target } of entries) if (isIntersecting) draw(target as HTMLElement);
    },
    { rootMargin: "400px" },
  );
  compare();
  for (const place of places) seen.observe(place);
  for (const radio of document.querySelectorAll("input[name=lang]"))
    radio.addEventListener("change", () => {
      compare();
      for (const place of drawn) fill(place);
    });
  let closed: HTMLDetailsElement[] = [];
  addEventListener("beforeprint", () => {
    closed = [...document.querySelectorAll<HTMLDetailsElement>("details.indicator:not([open])")];
    for (const details of closed) details.open = true;
    for (const place of places) draw(place);
  });
  addEventListener("afterprint", () => {
    for (const details of closed) details.open = false;
  });
}

main();
