import type Big from "big.js";
import type { Language, Message, Observation } from "../model/index.js";
import { adviceOf } from "./advice.js";
import { type Cell, first } from "./cell.js";
import type { Constraint } from "./constraint.js";
import { slipOf } from "./diagnosis.js";
import { HUNDRED } from "./interval.js";
import type { Told } from "./message-parts.js";
import { SLIP_TEXTS } from "./slip-text.js";
import type { Arithmetic } from "./sum-text.js";
import { amount, both, nameOf, number, quoted, rowOf, whereOf } from "./wording.js";

/** One or two sentences for a reader: what does not agree, by how much, and what to think of it. */
export function messageOf(told: Told): Message {
  return both((language) =>
    [statement(told, language), remark(told, language), adviceOf(told, language)]
      .filter((s) => s !== "")
      .join(" "),
  );
}

function termOf(told: Told, position: number): Observation {
  const id = told.constraint.terms[position]?.observation ?? "";
  return told.observations.get(id) ?? first(told.cells[told.constraint.cells[position] ?? -1] as Cell);
}

const partsOf = (told: Told): number =>
  told.constraint.terms.filter((t) => t.role !== "total" && t.role !== "whole").length;

function statement(told: Told, language: Language): string {
  const { constraint } = told;
  switch (constraint.check) {
    case "total":
    case "territory":
      return totalStatement(told, language);
    case "part":
      return partStatement(told, language);
    case "shares":
      return sharesStatement(told, language);
    case "restated":
    case "crossed":
      return sameStatement(told, language);
    case "growth":
      return growthStatement(told, language);
    default:
      return quotientStatement(told, language);
  }
}

function totalStatement(told: Told, language: Language): string {
  const head = termOf(told, 0);
  const { stated, expected } = told.arithmetic;
  const say = (value: Big): string => amount(value, head, language);
  const off = stated.minus(expected);
  const where = whereOf(head, language);
  const name = nameOf(head, told.catalogue, language);
  const missing = off.gt(0);
  if (isOneSided(told.constraint))
    return language === "fr"
      ? `${where} : les ${partsOf(told)} valeurs font déjà ${say(expected)}, plus que le total imprimé ${say(stated)} (${name}).`
      : `${where}: the ${partsOf(told)} values already make ${say(expected)}, more than the printed total ${say(stated)} (${name}).`;
  return language === "fr"
    ? `${where} : les ${partsOf(told)} valeurs font ${say(expected)}, le total imprimé est ${say(stated)} (${name}) ; il y a ${say(off.abs())} ${missing ? "de trop dans le total ou de moins dans les valeurs" : "de moins dans le total ou de trop dans les valeurs"}.`
    : `${where}: the ${partsOf(told)} values make ${say(expected)}, the printed total is ${say(stated)} (${name}); the total is ${say(off.abs())} too ${missing ? "high, or the values too low" : "low, or the values too high"}.`;
}

const isOneSided = ({ form }: Constraint): boolean => form.kind === "sum" && form.relation === "atMost";

function partStatement(told: Told, language: Language): string {
  const [whole, part] = [termOf(told, 0), termOf(told, 1)];
  const { stated, expected } = told.arithmetic;
  const [a, b] = [amount(expected, part, language), amount(stated, whole, language)];
  const [nameA, nameB] = [part, whole].map((o) => nameOf(o, told.catalogue, language));
  return language === "fr"
    ? `${whereOf(part, language)} : ${nameA} vaut ${a}, plus que l'ensemble dont il fait partie, ${nameB}, qui vaut ${b}.`
    : `${whereOf(part, language)}: ${nameA} is ${a}, more than the whole it is part of, ${nameB}, which is ${b}.`;
}

function sharesStatement(told: Told, language: Language): string {
  const head = termOf(told, 0);
  const count = told.constraint.terms.length;
  const sum = amount(told.arithmetic.stated, head, language);
  const labels = told.constraint.terms
    .map((_, i) => rowOf(termOf(told, i), language))
    .slice(0, 3)
    .join(", ");
  const rounding = roundingText(told.arithmetic, language);
  return language === "fr"
    ? `${whereOf(head, language)} : les ${count} parts (${labels}…) font ${sum} ; ${rounding}`
    : `${whereOf(head, language)}: the ${count} shares (${labels}…) add to ${sum}; ${rounding}`;
}

function roundingText({ stated, tolerance }: Arithmetic, language: Language): string {
  const points = number(tolerance, 2, language).replace(/[.,]?0+$/, "");
  const only = stated.minus(HUNDRED).abs().gt(tolerance);
  if (language === "fr")
    return only
      ? `l'arrondi n'explique que ${points} point(s) d'écart avec 100\u00a0%.`
      : `l'arrondi ne l'explique que si toutes tombent juste entre deux valeurs imprimables.`;
  return only
    ? `rounding explains only ${points} point(s) of difference from 100%.`
    : `rounding explains it only where all lie just between two printable values.`;
}

function sameStatement(told: Told, language: Language): string {
  const [one, other] = [termOf(told, 0), termOf(told, 1)];
  const say = (value: Big, o: Observation): string =>
    `${amount(value, o, language)} (${told.constraint.check === "crossed" ? `${o.document_id}, ` : ""}${whereOf(o, language)})`;
  const name = nameOf(other, told.catalogue, language);
  const [a, b] = [say(told.arithmetic.expected, one), say(told.arithmetic.stated, other)];
  return language === "fr"
    ? `La même donnée est dite de deux façons : ${b} et ${a}. Ici : ${name}.`
    : `The same figure is told in two ways: ${b} and ${a}. Here: ${name}.`;
}

function growthStatement(told: Told, language: Language): string {
  const head = termOf(told, 0);
  const { stated, expected } = told.arithmetic;
  const [a, b] = [amount(stated, head, language), amount(expected, head, language)];
  const diagnosis = diagnosisOf(told, language);
  return language === "fr"
    ? `${whereOf(head, language)} : l'évolution imprimée est ${a} ; les valeurs imprimées donnent ${b}.${diagnosis}`
    : `${whereOf(head, language)}: the printed change is ${a}; the printed values give ${b}.${diagnosis}`;
}

function quotientStatement(told: Told, language: Language): string {
  const head = termOf(told, 0);
  const { stated, expected } = told.arithmetic;
  const name = nameOf(head, told.catalogue, language);
  const [a, b] = [amount(stated, head, language), amount(expected, head, language)];
  const diagnosis = diagnosisOf(told, language);
  return language === "fr"
    ? `${whereOf(head, language)} : ${name} est donné à ${a} ; les valeurs imprimées donnent ${b}.${diagnosis}`
    : `${whereOf(head, language)}: ${name} is given as ${a}; the printed values give ${b}.${diagnosis}`;
}

/** What was worked out instead, where that is known. */
function diagnosisOf(told: Told, language: Language): string {
  const slip = slipOf(told.constraint, told.cells);
  return slip ? ` ${SLIP_TEXTS[language][slip]}` : "";
}

function remark(told: Told, language: Language): string {
  const { notes, adjustments } = told.constraint;
  if (notes.length === 0) return "";
  const text = notes.map((note) => quoted(note.trim(), language)).join(", ");
  if (language === "fr")
    return adjustments.length > 0
      ? `La remarque ${text} est comptée et n'y suffit pas.`
      : `Remarque imprimée : ${text}.`;
  return adjustments.length > 0
    ? `The remark ${text} is counted and does not suffice.`
    : `Printed remark: ${text}.`;
}
