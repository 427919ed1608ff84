import { between, type Chance, pick } from "../random.js";

const swap = (text: string, at: number): string =>
  text.slice(0, at) + text[at + 1] + text[at] + text.slice(at + 2);

/**
 * A number as a tired hand types it. Nine in ten slips are of one digit (replaced 74 in 100, transposed 9,
 * omitted 10, added 7: Scholtus 2009); the others are zeros too many or few, or another value altogether.
 */
export function mistyped(value: string, chance: Chance): string {
  for (;;) {
    const text = slip(value, chance);
    if (text !== value && text !== "" && !(text.length > 1 && text.startsWith("0"))) return text;
  }
}

function slip(value: string, chance: Chance): string {
  const kind = chance();
  if (kind < 0.03) return `${value}0`;
  if (kind < 0.1) return String(Math.max(0, Number(value) + between(chance, -50, 50)));
  return digitSlip(value, chance);
}

function digitSlip(value: string, chance: Chance): string {
  const kind = chance();
  const at = between(chance, 0, value.length - 1);
  const digit = pick(chance, [..."0123456789"]);
  if (kind < 0.74) return value.slice(0, at) + digit + value.slice(at + 1);
  if (kind < 0.83) return at + 1 < value.length ? swap(value, at) : value;
  if (kind < 0.93) return value.slice(0, at) + value.slice(at + 1);
  return value.slice(0, at) + digit + value.slice(at);
}

/** Digits that are taken for one another when a picture is read. */
const ALIKE: Readonly<Record<string, string>> = {
  "0": "689",
  "1": "47",
  "2": "37",
  "3": "258",
  "4": "19",
  "5": "368",
  "6": "058",
  "7": "12",
  "8": "03569",
  "9": "048",
};

/** A number with one digit read as one that resembles it. */
export function misread(value: string, chance: Chance): string {
  for (;;) {
    const at = between(chance, 0, value.length - 1);
    const digit = pick(chance, [...(ALIKE[value[at] ?? ""] ?? "")]);
    const text = value.slice(0, at) + digit + value.slice(at + 1);
    if (!(text.length > 1 && text.startsWith("0"))) return text;
  }
}
