export type Language = "fr" | "en";

const NARROW_SPACE = "\u202f";
const UNITS: Readonly<Record<string, string>> = { PT: "%", PP: "pt", EUR: "€", HOURS: "h" };
const MULTIPLES: Readonly<Record<number, string>> = { 3: "k", 6: "M" };

/** An exact decimal with its unit: `1 234,5 k€`, `1,234.5 k€`. */
export function quantity(text: string, unit: string, mult: number, language: Language): string {
  const [whole = "", fraction] = text.replace("-", "").split(".");
  const digits = whole.replace(/\B(?=(\d{3})+$)/g, language === "fr" ? NARROW_SPACE : ",");
  const point = language === "fr" ? "," : ".";
  const number = `${text.startsWith("-") ? "−" : ""}${digits}${fraction === undefined ? "" : point + fraction}`;
  const sign = `${MULTIPLES[mult] ?? ""}${UNITS[unit] ?? ""}`;
  return sign === "" ? number : `${number}\u00a0${sign}`;
}

export const WORDS = {
  fr: {
    byCommune: "par commune",
    more: (n: number) => `Afficher ${n} autres graphiques`,
    rest: (n: number) => `Afficher ${n} autres ventilations`,
    compared: (agree: number, differ: number, unknown: number) =>
      `Comparabilité : ${agree} définitions identiques, ${differ} différentes, ${unknown} non vérifiées`,
  },
  en: {
    byCommune: "by commune",
    more: (n: number) => `Show ${n} more charts`,
    rest: (n: number) => `Show ${n} more breakdowns`,
    compared: (agree: number, differ: number, unknown: number) =>
      `Comparability: ${agree} definitions agree, ${differ} differ, ${unknown} are not verified`,
  },
} as const;
