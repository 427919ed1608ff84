import type { Item, State } from "../wire.js";

export interface Filter {
  text: string;
  publisher: string;
  document: string;
  check: string;
  state: "todo" | "all" | State;
}

export const UNFILTERED: Filter = { text: "", publisher: "", document: "", check: "", state: "todo" };

const OPEN: readonly State[] = ["open", "stale", "deferred"];
export const isOpen = (item: Item): boolean => OPEN.includes(item.state);

/** Waits for a signature that this steward may give. */
export const isToSign = (item: Item, steward: string): boolean =>
  item.state === "unsigned" && item.author !== steward;

/** The lines of the queue that a steward asked for, in its order. The one looked at stays until it is left. */
export function filtered(
  items: readonly Item[],
  filter: Filter,
  { current, steward, approves }: { current: string; steward: string; approves: boolean },
): Item[] {
  const text = folded(filter.text);
  const isLeft = (item: Item): boolean => isOpen(item) || (approves && isToSign(item, steward));
  return items.filter((item) => {
    const wanted =
      (filter.publisher === "" || item.publishers.includes(filter.publisher)) &&
      (filter.document === "" || item.documents.includes(filter.document)) &&
      (filter.check === "" || item.check === filter.check) &&
      (text === "" ||
        folded(`${item.message.fr} ${item.message.en} ${item.documents.join(" ")}`).includes(text));
    const inState =
      filter.state === "all" ||
      (filter.state === "todo" ? isLeft(item) || item.id === current : item.state === filter.state);
    return wanted && inState;
  });
}

const folded = (text: string): string =>
  text.normalize("NFD").replace(/\p{M}/gu, "").replace(/\s/g, " ").toLowerCase();
