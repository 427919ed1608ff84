import { describe, expect, test } from "vitest";
import { withoutCalls } from "../../src/read/ocr/calls.js";
import { mayBeCapitals, partedByCase } from "../../src/read/ocr/capitals.js";
import type { Component } from "../../src/read/ocr/components.js";
import { partedBySize } from "../../src/read/ocr/parting.js";
import { placed } from "../../src/read/ocr/placing.js";
import type { ReadWord } from "../../src/read/ocr/reading.js";
import { asCall, spelt } from "../../src/read/ocr/spelling.js";
import { boldOf } from "../../src/read/ocr/weight.js";

/** A piece of ink with half of its rectangle covered, as letters are. */
function ink(x0: number, x1: number, top: number, bottom: number): Component {
  return { x0, x1, top, bottom, area: ((x1 - x0) * (bottom - top)) / 2 };
}

function word(text: string, x0 = 0, x1 = 10): ReadWord {
  const symbols = [...text];
  return { text, confidence: 0.9, x0, x1, symbols, sureness: symbols.map(() => 0.9) };
}

/** "CEJ" on a baseline at 34, as scanned at 200 dots an inch. */
const CEJ = [ink(0, 15, 17, 34), ink(17, 31, 17, 34), ink(33, 44, 17, 34)];

describe("the mark of a note", () => {
  test("is taken out of its line, brackets and all", () => {
    const mark = [ink(52, 56, 16, 30), ink(57, 64, 16, 27), ink(65, 69, 16, 30)];
    expect(withoutCalls([...CEJ, ...mark])).toEqual({ line: CEJ, calls: [mark] });
  });

  test("is neither an apostrophe, nor an accent, nor a letter behind one that hangs lower", () => {
    const line = [
      ...CEJ,
      ink(46, 49, 17, 23),
      ink(52, 62, 22, 34),
      ink(54, 58, 17, 20),
      ink(64, 74, 22, 39),
      ink(76, 86, 22, 34),
    ];
    expect(withoutCalls(line).calls).toEqual([]);
  });

  test("is spelt with raised digits, so that it joins no figure", () => {
    expect(asCall([word("2"), word("(1)")]).map(({ text }) => text)).toEqual(["²", "(1)"]);
  });
});

describe("a line of small print", () => {
  test("is not parted within a word whose letters stand apart, nor before its colon", () => {
    const j = [ink(6, 11, 4, 22), ink(8, 11, 0, 2)];
    const eunes = [14, 27, 42, 55, 69].map((x) => ink(x, x + 11, 4, 17));
    const colon = [4, 13].map((top): Component => ({ x0: 84, x1: 88, top, bottom: top + 4, area: 14 }));
    expect(partedBySize([...j, ...eunes, ...colon])).toHaveLength(1);
  });

  test("is parted between a large figure and the small letters right behind it", () => {
    const figure = [ink(0, 27, 0, 35), ink(29, 54, 0, 35)];
    const en = [ink(62, 75, 21, 35), ink(77, 89, 21, 35), ink(96, 113, 16, 35), ink(120, 136, 16, 35)];
    expect(partedBySize([...figure, ...en]).map((part) => part.length)).toEqual([2, 4]);
  });
});

test("a colon has its own ink, though the white behind it is wider", () => {
  const letters = [0, 14, 28].map((x) => ink(x, x + 12, 0, 20));
  // The last two letters touch.
  const colon = [ink(49, 53, 6, 10), ink(49, 53, 16, 20)];
  const digits = [ink(66, 78, 0, 20), ink(80, 92, 0, 20)];
  const components = [...letters, ...colon, ...digits];
  const segment = { x0: 0, top: 0, x1: 92, bottom: 20, components };
  const words = [word("part", 0, 51), word(":", 51, 66), word("19", 66, 92)];
  const found = placed({ segment, row: { segments: [segment], top: 0, bottom: 20, height: 20 }, words }, 29);
  expect(found.map((each) => [each.word.text, each.components.length])).toEqual([
    ["part", 3],
    [":", 2],
    ["19", 2],
  ]);
});

describe("a line of a large figure", () => {
  test("is parted behind the letter that belongs to the figure", () => {
    const figure = [ink(0, 20, 0, 29), ink(24, 44, 0, 29), ink(47, 52, 25, 34), ink(55, 75, 0, 29)];
    const k = [ink(86, 106, 0, 29)];
    const label = [114, 127, 140, 153, 166].map((x) => ink(x, x + 11, 9, 29));
    expect(partedBySize([...figure, ...k, ...label]).map((part) => part.length)).toEqual([5, 5]);
  });

  test("is not parted before a closing quotation mark", () => {
    const capitals = [0, 32, 60].map((x) => ink(x, x + 27, 0, 30));
    const quote = [ink(102, 113, 9, 26), ink(112, 122, 9, 26)];
    const dash = [ink(136, 148, 18, 22)];
    expect(partedBySize([...capitals, ...quote, ...dash])).toHaveLength(1);
  });
});

describe("a label beside a larger figure", () => {
  const figure = [ink(0, 25, 0, 36), ink(28, 52, 0, 36)];
  const label = (...heights: number[]): Component[] =>
    heights.map((h, i) => ink(75 + 24 * i, 96 + 24 * i, 36 - h, 36));
  const parted = (text: string, ...heights: number[]): string[] | undefined => {
    const components = [...figure, ...label(...heights)];
    const segment = { x0: 0, top: 0, x1: components.at(-1)?.x1 ?? 0, bottom: 36, components };
    const row = { segments: [segment], top: 0, bottom: 36, height: 36 };
    const words = [word("31", 0, 52), word(text, 75, segment.x1)];
    return partedByCase({ segment, row, words })?.map(({ words: [first] }) => first?.text ?? "");
  };

  test("may be in capitals where its ink is even, though it was read in small letters", () => {
    expect(parted("coi", 25, 25, 25)).toEqual(["31", "coi"]);
  });

  test("is in small letters where some are higher", () => {
    expect(parted("cdi", 25, 36, 36)).toBeUndefined();
  });

  test("may be alone in capitals where accents reach little higher, and not where they reach as small ones do", () => {
    const alone = (...heights: number[]): boolean => {
      const components = label(...heights);
      const segment = { x0: 75, top: 0, x1: 195, bottom: 36, components };
      const row = { segments: [segment], top: 0, bottom: 36, height: 21 };
      return mayBeCapitals({ segment, row, words: [word("créés", 75, 195)] });
    };
    expect(alone(17, 16, 21, 21, 16)).toBe(true);
    expect(alone(13, 12, 18, 18, 12)).toBe(false);
  });

  test("is not looked at where it was read in capitals", () => {
    expect(parted("CDI", 25, 25, 25)).toBeUndefined();
  });

  test("stands apart from a share, whose sign is of rings and a stroke", () => {
    const sign = [ink(54, 70, 0, 18), ink(56, 84, 0, 36)];
    const words = [100, 118, 144, 162, 180].map((x) => ink(x, x + 16, 11, 36));
    expect(partedBySize([...figure, ...sign, ...words]).map((part) => part.length)).toEqual([4, 5]);
  });
});

describe("letters taken for signs", () => {
  const read = (text: string, components: Component[]): string => {
    const segment = { x0: 0, top: 0, x1: 50, bottom: 40, components };
    const row = { segments: [segment], top: 0, bottom: 40, height: 17 };
    return placed({ segment, row, words: [word(text, 0, 44)] }, 25)
      .map((each) => each.word.text)
      .join(" ");
  };

  test("a bracket behind capitals that stands as they do is a J; one that hangs lower is a bracket", () => {
    expect(read("CE)", CEJ)).toBe("CEJ");
    expect(read("CE)", [...CEJ.slice(0, 2), ink(33, 38, 16, 38)])).toBe("CE)");
  });

  test("slender figures that stand as far apart as others are one number, but not with a space between", () => {
    const ones = (step: number): Component[] => [0, step, 2 * step].map((x) => ink(x, x + 6, 4, 22));
    expect(read("111", ones(13))).toBe("111");
    expect(read("111", ones(18))).toBe("1 1 1");
  });

  test("the first of two brackets is a J that touches its capital, where one alone hangs lower", () => {
    const bracket = ink(44, 49, 16, 38);
    expect(read("CE))", [ink(0, 15, 17, 34), ink(17, 40, 17, 34), bracket])).toBe("CEJ)");
    expect(read("CE))", [ink(0, 15, 17, 34), ink(17, 30, 16, 38), bracket])).toBe("CE))");
  });

  test("points between capitals that were passed over are put back", () => {
    const letters = [0, 18, 36, 54].flatMap((x) => [ink(x, x + 13, 17, 34), ink(x + 13, x + 16, 31, 34)]);
    expect(read("ETT.I.", letters)).toBe("E.T.T.I.");
  });

  test("an l among capitals with points is an I", () => {
    expect(spelt([word("A.C.l."), word("E.T.T.!.")]).map(({ text }) => text)).toEqual(["A.C.I.", "E.T.T.I."]);
  });

  test("strokes behind what is numbered so are a Roman numeral", () => {
    const read = (...texts: string[]): string[] =>
      spelt(texts.map((text) => word(text))).map(({ text }) => text);
    expect(["|", "|!", "II!"].map((text) => read("Niveau", text)[1])).toEqual(["I", "II", "III"]);
    expect(read("Niveau", "V")).toEqual(["Niveau", "V"]);
    expect(read("Accueil", "|")).toEqual(["Accueil", "|"]);
  });

  test("a J before raised ERS is a 1", () => {
    expect(spelt([word("JERS"), word("JEUNES")]).map(({ text }) => text)).toEqual(["1ERS", "JEUNES"]);
  });

  test("a single small letter close to what follows belongs to it, if it is no word", () => {
    const components = [ink(0, 6, 4, 22), ink(9, 20, 4, 17), ink(22, 33, 4, 17)];
    const segment = { x0: 0, top: 0, x1: 40, bottom: 22, components };
    const row = { segments: [segment], top: 0, bottom: 22, height: 17 };
    const joined = (text: string): string[] =>
      placed({ segment, row, words: [word(text, 0, 6), word("eu", 9, 33)] }, 24).map(
        (each) => each.word.text,
      );
    expect(joined("j")).toEqual(["jeu"]);
    expect(joined("a")).toEqual(["a", "eu"]);
  });
});

describe("the weight of a line", () => {
  const line = (...words: [string, number][]): boolean[] =>
    boldOf(words.map(([text, thickness]) => ({ text, thickness })));

  test("is one through short words and signs", () => {
    expect(line(["Cyber-base", 1.5], ["à", 1.1], ["Lambersart", 1.5], [":", 0.9])).toEqual(
      Array(4).fill(true),
    );
  });

  test("is not changed by an abbreviation that looks a little thick", () => {
    expect(line(["reçus", 1], ["par", 1], ["la", 1], ["MDE", 1.33], ["en", 1])).toEqual(Array(5).fill(false));
  });

  test("changes where many letters say so", () => {
    expect(line(["Nombre", 1.5], ["d'heures", 1.5], ["réalisées", 1], ["ailleurs", 1])).toEqual([
      true,
      true,
      false,
      false,
    ]);
  });
});
