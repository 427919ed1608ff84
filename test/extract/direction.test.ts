import { describe, expect, it } from "vitest";
import { direction } from "../../src/extract/direction.js";
import { numeralsIn } from "../../src/normalise/index.js";

const changeIn = (text: string): string => {
  const [numeral] = numeralsIn(text);
  if (numeral === undefined) throw new Error(`no figure in "${text}"`);
  return `${direction(numeral, text.slice(0, numeral.start), text.slice(numeral.end))} ${numeral.value}`;
};

describe("the direction of a change", () => {
  it("comes from the words where no sign is printed; the value is the printed one", () => {
    expect(changeIn("une diminution de 19 % des contrats")).toBe("DECREASE 19");
    expect(changeIn("le nombre de contacts a baissé de 5,5 %")).toBe("DECREASE 5.5");
    expect(changeIn("le nombre de contacts a progressé de 32 %")).toBe("CHANGE 32");
    expect(changeIn("57 % de baisse")).toBe("DECREASE 57");
  });

  it("goes by the nearest word before the figure", () => {
    expect(changeIn("après une hausse au printemps, un recul de 4 %")).toBe("DECREASE 4");
    expect(changeIn("malgré la baisse des aides, une augmentation de 6 %")).toBe("CHANGE 6");
  });

  it("leaves a printed sign alone", () => {
    expect(changeIn("une baisse de -14 %")).toBe("CHANGE -14");
    expect(changeIn("une évolution de 8 %")).toBe("CHANGE 8");
  });
});
