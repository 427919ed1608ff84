import type { Language } from "../model/index.js";
import type { Slip } from "./diagnosis.js";

/** What was worked out instead of what was meant. */
export const SLIP_TEXTS: Record<Language, Record<Slip, string>> = {
  fr: {
    divided_by_arrival:
      "Le taux imprimé est celui qu'on trouve en divisant l'écart par la valeur d'arrivée au lieu de celle de départ.",
    inverse_ratio: "Le taux imprimé est celui de l'évolution inverse.",
    ratio_to_arrival:
      "Le taux imprimé est le rapport de la valeur de départ à celle d'arrivée, et non une évolution.",
    multiplied_by: "Le taux imprimé est le rapport des deux valeurs, et non leur évolution.",
    sign: "Le signe est inversé.",
    points: "La différence est en points, et non en pour cent.",
    ten_times: "La virgule est décalée d'un rang.",
    inverse_share: "Le taux imprimé est celui de l'ensemble rapporté à la partie : le rapport est inversé.",
    share_of_rest: "Le taux imprimé rapporte la partie au reste, et non à l'ensemble.",
    complement: "Le taux imprimé est celui du reste : ce qui manque à 100\u00a0%.",
    part_alone: "Le taux imprimé est celui d'une seule des parties.",
    other_base: "Le taux imprimé est celui qu'on trouve sur un autre effectif, imprimé à côté.",
  },
  en: {
    divided_by_arrival:
      "The printed rate is the difference divided by the later value instead of the earlier one.",
    inverse_ratio: "The printed rate is that of the inverse change.",
    ratio_to_arrival: "The printed rate is the earlier value over the later one, not a change.",
    multiplied_by: "The printed rate is the ratio of the two values, not their change.",
    sign: "The sign is inverted.",
    points: "The difference is in points, not in per cent.",
    ten_times: "The decimal comma is off by one place.",
    inverse_share: "The printed rate is that of the whole over the part: the ratio is inverted.",
    share_of_rest: "The printed rate is of the part over the rest, not over the whole.",
    complement: "The printed rate is that of the rest: what is missing to 100%.",
    part_alone: "The printed rate is that of one of the parts alone.",
    other_base: "The printed rate is what another count printed beside it gives as the whole.",
  },
};
