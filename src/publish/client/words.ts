/** What the charts say beside their data. */
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
