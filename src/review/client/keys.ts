/** What a key does on the page. */
export type Action =
  | "next"
  | "previous"
  | "asPrinted"
  | "type"
  | "legitimate"
  | "notSame"
  | "extraction"
  | "right"
  | "wrong"
  | "sign"
  | "later"
  | "group"
  | "alike"
  | "undo"
  | "search"
  | "help"
  | { proposal: number };

/** The key of each action, as shown on its button. */
export const KEYS = {
  next: "j",
  previous: "k",
  asPrinted: "0",
  type: "c",
  legitimate: "l",
  notSame: "x",
  extraction: "e",
  right: "y",
  wrong: "n",
  sign: "s",
  later: "d",
  group: "g",
  alike: "a",
  undo: "u",
  search: "/",
  help: "?",
} as const;

const ACTIONS = new Map(
  Object.entries(KEYS).map(([action, key]) => [key as string, action as keyof typeof KEYS]),
);

/**
 * The action a key stands for, if any. Digits go by their place too, as French keyboards give them only with Shift.
 */
export function actionOf(event: KeyboardEvent): Action | undefined {
  if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return undefined;
  const named = ACTIONS.get(event.key.toLowerCase());
  if (named !== undefined) return named;
  const digit = /^\d$/.test(event.key) ? event.key : /^(?:Digit|Numpad)(\d)$/.exec(event.code)?.[1];
  if (digit === undefined) return undefined;
  return digit === "0" ? "asPrinted" : { proposal: Number(digit) - 1 };
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.closest("dialog") !== null || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
  );
}
