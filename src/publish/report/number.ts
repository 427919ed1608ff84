import { quantity, written } from "../quantity.js";
import { both, type Html } from "./html.js";

/** A value with its unit, in both languages. */
export const quantityHtml = (value: string, unit: string, mult: number): Html =>
  both(quantity(value, unit, mult, "fr"), quantity(value, unit, mult, "en"));

export const integer = (n: number): Html => both(written(String(n), "fr"), written(String(n), "en"));

/** A share from 0 to 1 as per cent, without decimals but for what is almost all or almost none. */
export function percent(share: number | null): string {
  if (share === null) return "–";
  const rounded = Math.round(share * 100);
  const text =
    (rounded === 100 && share < 1) || (rounded === 0 && share > 0)
      ? (share * 100).toFixed(1)
      : String(rounded);
  return `${text.replace(".", ",")}\u00a0%`;
}
