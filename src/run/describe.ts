import { DIMENSIONS, isWhole, type Language, type Message, type Observation } from "../model/index.js";
import type { Schemas } from "./rulebooks.js";

/** Says what a value is of, as a question: what is printed, and what it was taken for. */
export function describerOf({
  catalogue,
  codeLists,
}: Pick<Schemas, "catalogue" | "codeLists">): (o: Observation) => Message {
  const codes = new Map(
    Object.entries(codeLists).map(([list, all]) => [list, new Map(all.map((c) => [c.code, c]))]),
  );
  const said = (o: Observation, language: Language): string => {
    const label = (list: string, code: string): string => {
      const found = codes.get(list)?.get(code);
      return (language === "fr" ? found?.label_fr : found?.label_en) || code;
    };
    const cuts = DIMENSIONS.filter((d) => !isWhole(o[d])).map((d) => label(d, o[d]));
    const measure = o.measure === "COUNT" ? [] : [label("measure", o.measure)];
    const indicator = catalogue[o.indicator]?.label[language] ?? o.indicator;
    return [indicator, ...measure, ...cuts, o.ref_area_label || o.ref_area, o.time_period].join(", ");
  };
  return (o) => ({
    fr: `« ${o.source_text} » : ${said(o, "fr")}. Est-ce bien ce que dit la page ?`,
    en: `“${o.source_text}”: ${said(o, "en")}. Is this what the page says?`,
  });
}
