import { LEADS_TO, type PlaceMention } from "../model/index.js";
import { contentId, fold, matchPlace } from "../normalise/index.js";
import type { ClaimedDocument } from "./document.js";
import type { Made } from "./observe.js";
import type { ReadLine, TableClaims } from "./table-claims.js";

/** From this share of a territory on, a list of places is taken to mean all of it. */
const MOST = 0.6;

/** One side of a table whose labels are places. */
interface Enumeration {
  table: TableClaims;
  lines: ReadLine[];
  level: "COM" | "DEP" | "REG";
  side: "row" | "column";
}

function enumerationsOf(table: TableClaims): Enumeration[] {
  const { rows, columns } = table.match.rule;
  const sides = [
    { axis: rows, lines: table.rows, side: "row" as const },
    { axis: columns, lines: table.columns, side: "column" as const },
  ];
  return sides.flatMap(({ axis, lines, side }) =>
    axis?.kind === "place" ? [{ table, lines, level: axis.level, side }] : [],
  );
}

function mentionsOf(
  enumeration: Enumeration,
  claimed: ClaimedDocument,
  made: readonly Made[],
): PlaceMention[] {
  const { table, lines, level, side } = enumeration;
  const { grid } = table.match;
  const { sha256 } = claimed.input.document;
  const { territory } = claimed;
  const named = lines.filter(({ label, meaning }) => label !== "" && meaning?.total !== true);
  const found = new Set(named.flatMap(({ meaning }) => meaning?.place?.code ?? []));
  const members = territory?.level === level ? territory.members.length : 0;
  const total = lines.some(({ meaning }) => meaning?.total === true);
  const labels = named.map(({ label }) => fold(label)).join("|");
  const section = grid.section.join(LEADS_TO);
  const id = contentId(
    sha256,
    "enumeration",
    `${grid.page}`,
    section,
    table.match.rule.name,
    labels,
    `${table.grid}`,
  );
  return named.map((line) => {
    const place = line.meaning?.place ?? matchPlace(line.label, territory, claimed.input.gazetteer, level);
    return {
      label: line.label,
      match: place.match,
      area: place.code,
      name: place.name,
      candidates: place.candidates.map(({ code }) => code),
      page: grid.page,
      section,
      enumeration: id,
      exhaustive: total || (members > 0 && found.size / members >= MOST),
      observations: made
        .filter(({ claim }) => claim.at?.grid === table.grid && claim.at[side] === line.index)
        .map(({ observation }) => observation.observation_id),
    };
  });
}

/** Every label that should name a place, and what it was taken for. */
export function placesOf(claimed: ClaimedDocument, made: readonly Made[]): PlaceMention[] {
  return claimed.tables
    .flatMap(enumerationsOf)
    .flatMap((enumeration) => mentionsOf(enumeration, claimed, made));
}
