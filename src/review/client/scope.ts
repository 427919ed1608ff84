import type { Item } from "../wire.js";
import { isOpen } from "./filter.js";

/** What the next decision is about: one anomaly, all of its cause, or all that are the same mistake. */
export interface Scope {
  kind: "one" | "group" | "alike";
  group: string[];
  alike: string[];
}

export function scopeOf(kind: Scope["kind"], item: Item | undefined, items: readonly Item[]): Scope {
  if (item === undefined) return { kind: "one", group: [], alike: [] };
  // What waits for a signature is signed together.
  const isWith = (other: Item): boolean =>
    isOpen(other) || (item.state === "unsigned" && other.state === "unsigned");
  const others = (same: (other: Item) => boolean): string[] => [
    item.id,
    ...items.filter((other) => other.id !== item.id && isWith(other) && same(other)).map((other) => other.id),
  ];
  return {
    kind,
    group: others((other) => other.group === item.group),
    alike: others((other) => other.alike === item.alike),
  };
}

/** Ids that a decision goes to, the one looked at first. */
export const chosenIds = (scope: Scope, id: string): string[] =>
  scope.kind === "one" ? [id] : scope[scope.kind];
