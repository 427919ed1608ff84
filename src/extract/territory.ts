import { departmentsOf, type Gazetteer, matchPlace, type Territory } from "../normalise/index.js";
import type { Grid } from "./grid.js";

/** Fewer names than this prove nothing. */
const ENOUGH = 4;
/** Share of the communes named that must lie in one department. */
const MOST = 0.6;

/**
 * Where a report is at home when no rulebook tells: the department that most of the communes in its
 * tables and lists lie in. Null where it names few, or they lie here and there. Names that several
 * communes bear do not count.
 */
export function territoryNamed(grids: readonly Grid[], gazetteer: Gazetteer): Territory | null {
  const labels = new Set(
    grids
      .flatMap((grid) => grid.cells.map(({ text }) => text))
      .filter((text) => /^\p{Lu}\P{N}{3,40}$/u.test(text)),
  );
  const found = new Map<string, Set<string>>();
  for (const label of labels) {
    const { code } = matchPlace(label, null, gazetteer, "COM");
    if (!code.startsWith("COM-")) continue;
    const [department = ""] = departmentsOf({ level: "COM", members: [code.slice("COM-".length)] });
    found.set(department, (found.get(department) ?? new Set()).add(code));
  }
  const all = [...found.values()].reduce((count, { size }) => count + size, 0);
  const [first] = [...found].sort(([, a], [, b]) => b.size - a.size);
  if (first === undefined || all < ENOUGH || first[1].size < MOST * all) return null;
  return { level: "DEP", members: [first[0]] };
}
