import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Numeral, numeralsIn } from "../../src/normalise/index.js";

const one = (text: string): Numeral => {
  const [numeral, ...more] = numeralsIn(text);
  if (numeral === undefined || more.length > 0) throw new Error(`not one numeral: ${text}`);
  return numeral;
};
const kinds = (text: string): string[] => numeralsIn(text).map(({ kind, raw }) => `${kind} ${raw}`);

describe("a printed number is read as its reader would", () => {
  test.each([
    ["679", "679", 0],
    ["3 087", "3087", 0],
    ["3\u00a0087", "3087", 0],
    ["3\u202f087", "3087", 0],
    ["1.234.567", "1234567", 0],
    ["1’234", "1234", 0],
    ["104 280 174", "104280174", 0],
    ["18,5", "18.5", 1],
    ["321.5", "321.5", 1],
    ["78.40", "78.4", 2],
    ["0.125", "0.125", 3],
    ["0,00", "0", 2],
    ["62 547,08", "62547.08", 2],
    ["1.234,56", "1234.56", 2],
    ["007", "7", 0],
  ])("%s is %s, with %i decimals", (text, value, decimals) => {
    expect(one(text)).toMatchObject({ kind: "number", value, decimals, raw: text });
  });

  test.each([
    ["62 547,08€", "62547.08", "EUR", 0],
    ["5 560K€", "5560", "EUR", 3],
    ["+500 k€", "500", "EUR", 3],
    ["10,10 M€", "10.1", "EUR", 6],
    ["2 M€", "2", "EUR", 6],
    ["1,4 million d’euros", "1.4", "EUR", 6],
    ["10 millions de personnes", "10", "", 6],
    ["121,9 K utilisateurs", "121.9", "", 3],
    ["3 806 041, 71€", "3806041.71", "EUR", 0],
    ["110 %", "110", "PT", 0],
    ["12 pour cent", "12", "PT", 0],
    ["2 points de pourcentage", "2", "PP", 0],
    ["+1,5 point de pourcentage", "1.5", "PP", 0],
    ["5 points d'accueil", "5", "", 0],
    ["30h", "30", "HOURS", 0],
    ["49 692 h réalisées", "49692", "HOURS", 0],
    ["34 mois", "34", "MONTHS", 0],
    ["321.5 jours", "321.5", "DAYS", 0],
    ["45 ans", "45", "YEARS", 0],
    ["78.40 ETP", "78.4", "FTE", 0],
    ["88,71 équivalents temps plein", "88.71", "FTE", 0],
  ])("%s: %s %s ×10^%i", (text, value, unit, mult) => {
    expect(one(text)).toMatchObject({ kind: "number", value, unit, mult });
  });

  test.each([
    ["-11,6%", "-11.6", "-"],
    ["−3,4 %", "-3.4", "-"],
    ["(- 6,6 %)", "-6.6", "-"],
    ["- 28 993€", "-28993", "-"],
    ["+7,61%", "7.61", "+"],
    ["+ 26,66 %", "26.66", "+"],
    ["inscriptions + 7,61%", "7.61", "+"],
    ["Excédent : - 28 993€", "-28993", "-"],
    ["- 0,00 k€", "0", "-"],
  ])("%s carries its sign", (text, value, sign) => {
    expect(one(text)).toMatchObject({ value, sign });
  });

  test.each([["- 49 % des jeunes"], ["Commerce - 39 %"], ["Commerce – 39 %"]])(
    "the dash of %s is a bullet or a pause",
    (text) => {
      expect(one(text).sign).toBe("");
    },
  );

  test.each([
    ["environ 300 jeunes", "about", "environ 300"],
    ["près de 80 000 jeunes", "almost", "près de 80 000"],
    ["plus d’1 million d’euros", "more_than", "plus d’1 million d’euros"],
    ["moins de 5 000 habitants", "less_than", "moins de 5 000"],
    ["au moins 15 heures", "at_least", "au moins 15 heures"],
    ["jusqu’à 528 € / mois", "at_most", "jusqu’à 528 €"],
    ["26 ans et +", "at_least", "26 ans"],
    ["CDD + de 6 mois", "more_than", "+ de 6 mois"],
    ["24 mois maximum", "at_most", "24 mois"],
  ])("%s is hedged: %s", (text, hedge, spanned) => {
    const numeral = one(text);
    expect(numeral.hedge).toBe(hedge);
    expect(text.slice(numeral.from, numeral.to)).toBe(spanned);
  });
});

describe("what is no plain number is told apart", () => {
  test.each([
    ["en 2023", ["year 2023"]],
    ["2024-2025", ["year 2024-2025"]],
    ["2023 / 2022", ["year 2023", "year 2022"]],
    ["association loi 1901", ["law 1901"]],
    ["2023 contrats", ["number 2023"]],
    ["plus de 2000 jeunes", ["number 2000"]],
    ["31/12/2023", ["date 31/12/2023"]],
    ["31/12/22", ["date 31/12/22"]],
    ["21/11", ["date 21/11"]],
    ["du 20 au 26 novembre 2023", ["date 20", "date 26", "year 2023"]],
    ["1er octobre 2018", ["date 1er", "year 2018"]],
    ["1er", ["ordinal 1er"]],
    ["1 er accueil", ["ordinal 1 er"]],
    ["2ème", ["ordinal 2ème"]],
    ["27e édition", ["ordinal 27e"]],
    ["Module 1 - Information", ["ordinal 1"]],
    ["2.2 . La vocation", ["ordinal 2.2"]],
    ["6.4 ■ L’accès aux droits", ["ordinal 6.4"]],
    ["1) Le public", ["ordinal 1)"]],
    ["15/20h", ["range 15/20h"]],
    ["16-17 ans", ["range 16-17"]],
    ["16 - 17 ans", ["range 16 - 17"]],
    ["16\u201117 ans", ["range 16\u201117"]],
    ["18/25", ["range 18/25"]],
    ["1 sur 5", ["fraction 1 sur 5"]],
    ["décret n° 2023-1 312 du", ["law 2023-1 312"]],
    ["articles L. 5131-6 et", ["law 5131-6"]],
    ["n° 12", ["ordinal 12"]],
    ["03 20 10 92 20", ["telephone 03 20 10 92 20"]],
    ["59650 VILLENEUVE D'ASCQ", ["postcode 59650"]],
    ["5/7 rue Aristide Briant", ["address 5/7"]],
    ["121A boulevard des États-Unis", ["address 121A"]],
    ["BP 50 357", ["address 50 357"]],
    ["de 9h à 17h30", ["time 9h", "time 17h30"]],
    ["24h/semaine", ["number 24h"]],
    ["24h/24", ["name 24h/24"]],
    ["PSC1 et E2C", ["name 1", "name 2C"]],
    ["BAC+2, bac + 3", ["name 2", "name 3"]],
    ["#1jeune1solution", ["name 1jeune1solution"]],
    ["moins de25 ans", ["number 25"]],
    ["28jeunes", ["number 28"]],
    ["www.emploi-59.fr/2021/01", ["url www.emploi-59.fr/2021/01"]],
    ["une aide² de 250 m²", ["note ²", "number 250"]],
  ])("%s", (text, expected) => {
    expect(kinds(text)).toEqual(expected);
  });

  test("numbers side by side stay apart where grouping by three forbids one", () => {
    expect(kinds("16 709 10 500")).toEqual(["number 16 709", "number 10 500"]);
    expect(kinds("2021 375")).toEqual(["year 2021", "number 375"]);
    expect(kinds("679 38")).toEqual(["number 679", "number 38"]);
  });

  test("a change against a year", () => {
    expect(kinds("+497/2020")).toEqual(["number +497", "year 2020"]);
    expect(kinds("-54 K€ (-15%)/2020")).toEqual(["number -54 K€", "number -15%", "year 2020"]);
  });

  test("a date that tells its year can bind it", () => {
    expect(one("31/12/22").year).toBe(2022);
    expect(one("fin 2023").year).toBe(2023);
    expect(one("21/11").year).toBeNull();
  });
});

describe("whatever the text", () => {
  const pieces = fc.constantFrom(
    ..."0 1 12 123 2023 0320109220 59650".split(" "),
    ..." |\u00a0|\u202f|,|.|-|–|/|%|€|k€|h|e|er|ans|(|)|+|n° |loi |de |à |sur |bac +|www.a.fr|juin|É|x|²|:|'".split(
      "|",
    ),
  );
  const text = fc.oneof(
    fc.array(pieces, { maxLength: 24 }).map((parts) => parts.join("")),
    fc.string({ unit: "grapheme", maxLength: 60 }),
  );

  test("every run of digits lies in exactly one numeral", () => {
    fc.assert(
      fc.property(text, (sample) => {
        const numerals = numeralsIn(sample);
        for (const run of sample.matchAll(/[0-9]+/g)) {
          const touching = numerals.filter(
            ({ start, end }) => start < run.index + run[0].length && run.index < end,
          );
          expect(touching).toHaveLength(1);
          expect(touching[0]?.start).toBeLessThanOrEqual(run.index);
          expect(touching[0]?.end).toBeGreaterThanOrEqual(run.index + run[0].length);
        }
      }),
      { numRuns: 3000 },
    );
  });

  test("numerals come in order, do not overlap, and quote the text", () => {
    fc.assert(
      fc.property(text, (sample) => {
        let last = 0;
        for (const { start, end, raw, from, to } of numeralsIn(sample)) {
          expect(start).toBeGreaterThanOrEqual(last);
          expect(end).toBeGreaterThan(start);
          expect(raw).toBe(sample.slice(start, end));
          expect(from <= start && end <= to && to <= sample.length).toBe(true);
          last = end;
        }
      }),
      { numRuns: 2000 },
    );
  });

  test.each(["1 ", "12-", "1,", "1/2/", "a1-", "1 000 ", "11111", "n° 1-", "a.", "1 - 2 "])(
    "a long line of %j is no trap: it is read to its end",
    (piece) => {
      const line = piece.repeat(20_000);
      const within = numeralsIn(line).map((n) => line.slice(n.start, n.end));
      const digits = (text: string): number => text.replace(/\D/g, "").length;
      expect(digits(within.join(""))).toBe(digits(line));
    },
  );
});

describe("printing and reading back", () => {
  const group = (digits: string, sign: string): string => digits.replace(/\B(?=(\d{3})+(?!\d))/g, sign);

  test("any value in any of the usual groupings comes back exactly", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 999_999_999 }),
        fc.integer({ min: 0, max: 3 }),
        fc.integer({ min: 0, max: 999 }),
        fc.constantFrom(" ", "\u00a0", "\u202f", ".", "'"),
        fc.constantFrom("", "-", "+"),
        (whole, decimals, rest, separator, sign) => {
          const fraction = String(rest).padStart(3, "0").slice(0, decimals);
          const printed = `${sign}${group(String(whole), separator)}${decimals > 0 ? `,${fraction}` : ""} %`;
          const numeral = one(printed);
          expect(Number(numeral.value)).toBe(Number(`${sign}${whole}.${fraction}`) + 0);
          expect(numeral).toMatchObject({ decimals, unit: "PT", raw: printed, kind: "number" });
        },
      ),
      { numRuns: 1000 },
    );
  });
});
