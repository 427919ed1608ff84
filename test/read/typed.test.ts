import { describe, expect, test } from "vitest";
import { overlaid, typed } from "../../src/read/typed.js";

describe("characters as a reader would type them", () => {
  test.each([
    ["ﬁnancé", "financé"],
    ["oﬃce", "office"],
    ["e\u0301cole", "école"],
    ["3\u202f087", "3 087"],
    ["\u200b679\ufeff", "679"],
    ["Saint\u2011André", "Saint-André"],
    ["l\u0092emploi", "l’emploi"],
    ["cœur", "cœur"],
    ["−3,4", "−3,4"],
    ["m²", "m²"],
  ])("%j is %j", (raw, text) => {
    expect(typed(raw)).toBe(text);
  });

  test("letters of a ligature whose bytes are swapped are put right", () => {
    expect(typed("ac琀椀vité")).toBe("activité");
    expect(typed("Marque琀琀e")).toBe("Marquette");
  });

  test.each([
    ["ûnancement", "financement"],
    ["proûl", "profil"],
    ["bénéûcié", "bénéficié"],
    ["qualiûantes,", "qualifiantes,"],
    ["aûn", "afin"],
    ["conûe", "confie"],
    ["coûnancé", "cofinancé"],
    ["inüuence", "influence"],
    ["réüexion", "réflexion"],
  ])("of a ligature that lost a byte, %j is %j", (raw, text) => {
    expect(typed(raw)).toBe(text);
  });

  test.each([
    ..."août coût goûter dû dûment due sûrement mûr croûte Deûle jeûne embûche eûmes piqûre brûlé soûl".split(
      " ",
    ),
    ..."Zürich über capharnaüm Müller vergüenza früh Saül".split(" "),
  ])("%j is left as it is", (word) => {
    expect(typed(word)).toBe(word);
  });

  test("an accent over a letter is one letter, first or last", () => {
    expect(overlaid("´", "e")).toBe("é");
    expect(overlaid("c", "¸")).toBe("ç");
    expect(overlaid("ˆ", "ı")).toBe("î");
    expect(overlaid("´", "4")).toBeUndefined();
    expect(overlaid("a", "b")).toBeUndefined();
  });
});
