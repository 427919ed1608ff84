import { keyOf } from "../cache.js";
import { engineOf } from "../engine.js";
import { ruleTexts } from "../rule-texts.js";

const DIGITS = 12;

/**
 * All that two machines must share in order to make the same of one report: code, libraries, runtime and rules. It is
 * part of the queues' names, so that a worker never takes a job of another edition than its own.
 */
export const editionOf = (): string =>
  keyOf(
    engineOf("model", "normalise", "disk", "read", "layout", "extract", "check", "run"),
    ...ruleTexts(),
  ).slice(0, DIGITS);
