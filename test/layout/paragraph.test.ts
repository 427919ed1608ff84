import { describe, expect, test } from "vitest";
import { layout } from "../../src/layout/index.js";
import type { Word } from "../../src/model/index.js";
import { page, write, writeLines } from "./ink.js";
import { read } from "./reading.js";

const left = [
  "Le réseau accompagne les jeunes de",
  "seize à vingt-cinq ans sur tout le",
  "territoire et avec ses partenaires",
];
const right = [
  "de la formation et de l'emploi, en",
  "lien avec les communes et avec les",
  "entreprises qui recrutent.",
];

/** Spreads the words of a line so that it ends at `right`. */
function justify(words: Word[], right: number): Word[] {
  const room = right - words.at(-1)!.box.x1;
  return words.map((w, i) => {
    const dx = (room * i) / (words.length - 1);
    return { ...w, box: { ...w.box, x0: w.box.x0 + dx, x1: w.box.x1 + dx } };
  });
}

describe("paragraphs", () => {
  test("lines under one another are one paragraph, white between them parts it", () => {
    const words = [
      ...writeLines(["Les conseillers reçoivent les jeunes", "sur rendez-vous."], { x: 50, y: 100 }),
      ...writeLines(["Les ateliers sont ouverts à tous."], { x: 50, y: 160 }),
    ];
    expect(read(layout([page(words)]))).toEqual([
      "paragraph: Les conseillers reçoivent les jeunes sur rendez-vous.",
      "paragraph: Les ateliers sont ouverts à tous.",
    ]);
  });

  test("two columns are read one after the other, and a paragraph goes on from one to the next", () => {
    const words = [...writeLines(left, { x: 50, y: 100 }), ...writeLines(right, { x: 310, y: 100 })];
    expect(read(layout([page(words)]))).toEqual([`paragraph: ${[...left, ...right].join(" ")}`]);
  });

  test("white that justified setting opens inside a line is no gutter", () => {
    const lines = [
      "La mission locale propose à chacun un",
      "accompagnement personnalisé",
      "socioprofessionnel qui passe par une",
      "bonne connaissance des problématiques.",
    ];
    const words = lines.flatMap((line, i) => justify(write(line, { x: 50, y: 100 + 14 * i }), 265));
    expect(read(layout([page(words)]))).toEqual([`paragraph: ${lines.join(" ")}`]);
  });

  test("a remark in brackets that is set apart belongs to its own line, not to the small one below", () => {
    const amount = write("Résultat : + 289 958 €", { x: 50, y: 100, size: 13, bold: true });
    const remark = { x: amount.at(-1)!.box.x1 + 10, y: 102, size: 11 };
    const words = [
      ...amount,
      ...write("(- 28 993 € en 2020)", remark),
      ...write("Produits moins charges", { x: 50, y: 117, size: 11 }),
    ];
    expect(read(layout([page(words)]))).toEqual([
      "paragraph: Résultat : + 289 958 € (- 28 993 € en 2020)",
      "paragraph: Produits moins charges",
    ]);
  });

  test("numbers enlarged inside a sentence leave it one sentence", () => {
    const words = [
      ...write("859", { x: 50, y: 100, size: 20 }),
      ...write("jeunes ont bénéficié de", { x: 83, y: 107, size: 11 }),
      ...write("1 915", { x: 50, y: 130, size: 20 }),
      ...write("situations emploi", { x: 103, y: 137, size: 11 }),
    ];
    expect(read(layout([page(words)]))).toEqual([
      "paragraph: 859 jeunes ont bénéficié de 1 915 situations emploi",
    ]);
  });

  test("a note at the foot keeps its mark; a source line is a note without one", () => {
    const body = writeLines(
      Array.from({ length: 8 }, (_, i) => `Texte courant de la page numéro ${i} du rapport.`),
      { x: 50, y: 100 },
    );
    const foot = [
      ...write("* Données arrêtées au 31 décembre", { x: 50, y: 300, size: 8 }),
      ...write("Source : enquête annuelle", { x: 50, y: 330, size: 8 }),
    ];
    const notes = layout([page([...body, ...foot])]).filter((b) => b.kind === "note");
    expect(notes.map((n) => n.mark)).toEqual(["*", ""]);
  });

  test("letter-spaced words of a title stay one line", () => {
    const words = ["RAPPORT", "ANNUEL"].flatMap((text, i) =>
      write(text, { x: 50 + 96 * i, y: 60, size: 12, bold: true }).map((w) => ({
        ...w,
        box: { ...w.box, x1: w.box.x0 + 11.5 * text.length },
      })),
    );
    const below = writeLines(["Le réseau anime des ateliers", "dans les antennes."], { x: 50, y: 90 });
    expect(read(layout([page([...words, ...below])]))[0]).toBe("heading: RAPPORT ANNUEL");
  });
});
