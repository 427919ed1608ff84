import type { Catalogue, Edit, Observation, Role } from "../model/index.js";
import { numeralsIn } from "../normalise/index.js";
import { addsUp, comparable, countable, differing } from "./additivity.js";
import type { Made } from "./observe.js";
import type { SourceText } from "./source-text.js";
import type { Statement } from "./statement.js";
import { wholesOf } from "./table-edits.js";

const edit = (check: Edit["check"], terms: [Observation, Role][], partial: boolean): Edit => ({
  check,
  terms: terms.map(([{ observation_id: observation }, role]) => ({ observation, role })),
  origin: "layout",
  notes: [],
  adjustments: [],
  partial,
});

const SUBSET = /(?<!\p{L})(?:dont|parmi lesquel(?:le)?s)(?!\p{L})/iu;

/** Observations outside of tables by the text they stand in, in printed order. */
function bySource(made: readonly Made[]): Map<SourceText, Made[]> {
  const found = new Map<SourceText, Made[]>();
  for (const one of made) {
    if (one.claim.at !== null) continue;
    const { source } = one.claim.stretch;
    found.set(source, [...(found.get(source) ?? []), one]);
  }
  for (const list of found.values()) list.sort((a, b) => a.claim.stretch.from - b.claim.stretch.from);
  return found;
}

const between = (a: Made, b: Made): string =>
  a.claim.stretch.source.text.text.slice(a.claim.stretch.to, b.claim.stretch.from);

/** "42 318 contacts dont 16 709 entretiens": what follows "dont" is no more than what stands before. */
function subsets(list: readonly Made[]): Edit[] {
  return list.flatMap((part, i) => {
    const whole = list[i - 1];
    if (whole === undefined || !SUBSET.test(between(whole, part)) || /[.;]\s/.test(between(whole, part)))
      return [];
    const [a, b] = [whole.observation, part.observation];
    return countable(a) && comparable(a, b)
      ? [
          edit(
            "part",
            [
              [a, "whole"],
              [b, "subset"],
            ],
            false,
          ),
        ]
      : [];
  });
}

/** Parts of a total: the same quantity cut by one and the same dimension. */
function partsOf(total: Observation, others: readonly Observation[]): Observation[] {
  const alike = others.filter(
    (other) =>
      other.indicator === total.indicator && comparable(total, other) && other.ref_area === total.ref_area,
  );
  const cut = alike
    .map((other) => ({ other, by: differing(total, other) }))
    .filter(({ by }) => by.length === 1);
  const dimension = cut[0]?.by[0];
  if (dimension === undefined || total[dimension] !== "_T") return [];
  return cut.filter(({ by }) => by[0] === dimension).map(({ other }) => other);
}

function breakdown(
  total: Observation,
  others: readonly Observation[],
  partial: boolean,
  catalogue: Catalogue,
): Edit[] {
  if (!countable(total)) return [];
  const parts = partsOf(total, others);
  if (parts.length < 2) return [];
  if (addsUp(total, parts, catalogue))
    return [
      edit("total", [[total, "total"], ...parts.map((part): [Observation, Role] => [part, "part"])], partial),
    ];
  return parts.map((part) =>
    edit(
      "part",
      [
        [total, "whole"],
        [part, "subset"],
      ],
      false,
    ),
  );
}

/** "130 contrats (116 d'apprentissage et 14 de professionnalisation)": brackets that break a figure down. */
function brackets(list: readonly Made[], catalogue: Catalogue): Edit[] {
  return list.flatMap((total, i) => {
    const { source, to } = total.claim.stretch;
    const bracket = /^([^.()]*)\(([^)]*)\)/.exec(source.text.text.slice(to));
    const [whole = "", before = "", within = ""] = bracket ?? [];
    if (bracket === null || SUBSET.test(within)) return [];
    const inside = list
      .slice(i + 1)
      .filter(({ claim }) => claim.stretch.from > to + before.length && claim.stretch.to < to + whole.length)
      .map(({ observation }) => observation);
    return breakdown(total.observation, inside, false, catalogue);
  });
}

interface Led {
  lead: SourceText;
  items: SourceText[];
}

/** Lists with the text that leads to them. */
function ledLists(statements: readonly Statement[]): Led[] {
  const lists = new Map<string, Led>();
  for (const statement of statements) {
    const [first] = statement.pieces;
    const last = statement.pieces.at(-1);
    if (
      !statement.led ||
      first === undefined ||
      last === undefined ||
      first.source.container === "key_figure"
    )
      continue;
    const key = `${statement.group}:${first.source.order}`;
    const list = lists.get(key) ?? { lead: first.source, items: [] };
    if (!list.items.includes(last.source)) list.items.push(last.source);
    lists.set(key, list);
  }
  return [...lists.values()];
}

/** Whether every item that states a number is one of the parts. */
function complete(items: readonly SourceText[], parts: readonly Made[]): boolean {
  const told = new Set(parts.map(({ claim }) => claim.stretch.source));
  return items.every(
    (item) => told.has(item) || !numeralsIn(item.text.text).some(({ kind }) => kind === "number"),
  );
}

/** The figures of a list's items: parts of the figure that leads to it, or shares of one whole. */
function listEdits({ lead, items }: Led, found: Map<SourceText, Made[]>, catalogue: Catalogue): Edit[] {
  const all = items.flatMap((item) => found.get(item) ?? []);
  const partial = all.some(({ claim }) => claim.partial) || SELECTION.test(lead.text.text);
  const observations = all.map(({ observation }) => observation);
  const totals = (found.get(lead) ?? []).flatMap(({ observation: total }) => {
    const parts = partsOf(total, observations);
    const told = all.filter(({ observation }) => parts.includes(observation));
    return breakdown(total, observations, partial || !complete(items, told), catalogue);
  });
  const shares = wholesOf(observations.filter(({ measure }) => measure === "SHARE")).map((group) =>
    edit(
      "shares",
      group.map((one): [Observation, Role] => [one, "part"]),
      partial || !covers(group),
    ),
  );
  return [...totals, ...shares];
}

const SELECTION = /(?<!\p{L})(?:principa(?:l|le|les|ux)|notamment|dont)(?!\p{L})/iu;

/** Only of the sexes is it certain that two shares are all there are. */
const covers = (group: readonly Observation[]): boolean => new Set(group.map(({ sex }) => sex)).size === 2;

/** Every constraint that sentences and lists tell. */
export function statementEdits(
  statements: readonly Statement[],
  made: readonly Made[],
  catalogue: Catalogue,
): Edit[] {
  const found = bySource(made);
  const ofTexts = [...found.values()].flatMap((list) => [...subsets(list), ...brackets(list, catalogue)]);
  return [...ofTexts, ...ledLists(statements).flatMap((list) => listEdits(list, found, catalogue))];
}
