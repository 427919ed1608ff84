import { describe, expect, it } from "vitest";
import { directed } from "../../src/extract/direction.js";
import { numeralsIn } from "../../src/normalise/index.js";

const changeIn = (text: string): string | null => {
  const [numeral] = numeralsIn(text);
  if (numeral === undefined) throw new Error(`no figure in "${text}"`);
  return directed(numeral, text.slice(0, numeral.start), text.slice(numeral.end)).value;
};

describe("the direction of a change", () => {
  it("comes from the words where no sign is printed", () => {
    expect(changeIn("une diminution de 19 % des contrats")).toBe("-19");
    expect(changeIn("le nombre de contacts a baissé de 5,5 %")).toBe("-5.5");
    expect(changeIn("le nombre de contacts a progressé de 32 %")).toBe("32");
    expect(changeIn("57 % de baisse")).toBe("-57");
  });

  it("goes by the nearest word before the figure", () => {
    expect(changeIn("après une hausse au printemps, un recul de 4 %")).toBe("-4");
    expect(changeIn("malgré la baisse des aides, une augmentation de 6 %")).toBe("6");
  });

  it("leaves a printed sign alone", () => {
    expect(changeIn("une baisse de -14 %")).toBe("-14");
    expect(changeIn("une évolution de 8 %")).toBe("8");
  });
});
