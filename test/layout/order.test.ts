import { describe, expect, test } from "vitest";
import { layout } from "../../src/layout/index.js";
import { page, write, writeLines } from "./ink.js";
import { read } from "./reading.js";

describe("reading order", () => {
  test("text runs on in its column beside one that is parted in two further up", () => {
    const words = [
      ...writeLines(["Le premier dispositif aide", "les jeunes sans emploi", "du territoire."], {
        x: 40,
        y: 100,
      }),
      ...writeLines(["Le second dispositif aide", "les jeunes en formation", "et leurs familles."], {
        x: 210,
        y: 100,
      }),
      ...writeLines(
        [
          "Quarante ateliers sont",
          "tenus par an dans les",
          "communes qui prêtent",
          "une salle, avec l'appui",
          "des associations qui",
          "accueillent le public.",
        ],
        { x: 400, y: 105 },
      ),
      ...writeLines(
        [
          "Les deux dispositifs sont ouverts toute l'année sur rendez-vous,",
          "dans les trois antennes de la structure et à son siège.",
        ],
        { x: 40, y: 145 },
      ),
    ];
    expect(read(layout([page(words)]))).toEqual([
      "paragraph: Le premier dispositif aide les jeunes sans emploi du territoire.",
      "paragraph: Le second dispositif aide les jeunes en formation et leurs familles.",
      "paragraph: Les deux dispositifs sont ouverts toute l'année sur rendez-vous, dans les trois antennes de la structure et à son siège.",
      "paragraph: Quarante ateliers sont tenus par an dans les communes qui prêtent une salle, avec l'appui des associations qui accueillent le public.",
    ]);
  });

  test("columns go on over a strip of white where the second begins amid what the first has yet to say", () => {
    const left = (lines: string[], y: number) => writeLines(lines, { x: 40, y });
    const right = (lines: string[], y: number) => writeLines(lines, { x: 310, y });
    const words = [
      ...left(["Les jeunes du territoire sont accompagnés."], 100),
      ...right(["accueillis pour la première fois.", "Ils sont plus nombreux cette année."], 100),
      ...left(["Les mineurs comptent pour 27 % des jeunes"], 180),
      ...right(["Le profil des jeunes est resté stable."], 180),
    ];
    expect(read(layout([page(words)]))).toEqual([
      "paragraph: Les jeunes du territoire sont accompagnés.",
      "paragraph: Les mineurs comptent pour 27 % des jeunes accueillis pour la première fois. Ils sont plus nombreux cette année.",
      "paragraph: Le profil des jeunes est resté stable.",
    ]);
  });

  test("a key figure over two columns is in neither, though the first begins with a short line", () => {
    const words = [
      ...write("JEUNES EN ACCOMPAGNEMENT", { x: 220, y: 120 }),
      ...write("4 292", { x: 400, y: 100, size: 42, bold: true }),
      ...writeLines(["27,4% sont issus des", "Quartiers Prioritaires de la Ville"], { x: 80, y: 160 }),
      ...writeLines(["55% d'hommes pour 45%", "de femmes"], { x: 340, y: 160 }),
      ...write("79% habitent dans une des communes", { x: 80, y: 190 }),
      ...write("21% d'habitants de la vallée", { x: 340, y: 190 }),
    ];
    const lines = read(layout([page(words)])).join("\n");
    expect(lines).toContain("27,4% sont issus des Quartiers Prioritaires de la Ville");
    expect(lines).toContain("55% d'hommes pour 45% de femmes");
  });

  test("the short end of an item set larger than the table beside it stays with the item", () => {
    const small = (text: string, x: number, y: number) => write(text, { x, y, size: 9 });
    const rows = ["La Madeleine", "Marcq-en-Barœul", "Marquette-lez-Lille", "Saint-André-lez-Lille"];
    const words = [
      ...writeLines(["• Le secteur des Services À la", "Personne représente 17 % des", "formations."], {
        x: 40,
        y: 196,
        size: 12,
      }),
      ...small("Nombre de jeunes entrés en formation par commune de résidence du territoire", 250, 140),
      ...["Femmes", "Hommes", "Total"].flatMap((head, i) => small(head, 300 + 70 * i, 206)),
      ...["246", "255", "501"].flatMap((value, i) => small(value, 302 + 70 * i, 222)),
      ...rows.flatMap((row, i) => small(`${row} compte parmi les communes du territoire`, 250, 300 + 14 * i)),
    ];
    expect(read(layout([page(words)]))).toContain(
      "list: • Le secteur des Services À la Personne représente 17 % des formations.",
    );
  });

  test("columns whose lines stand half a line off each other are read one after the other from their heads", () => {
    const towns = ["La Madeleine : 19", "Lambersart : 19", "Lompret : 17", "Verlinghem : 8"];
    const words = [
      ...write(
        "Les sorties de l'année sont réparties ainsi sur les communes du territoire et ses quartiers.",
        {
          x: 40,
          y: 100,
        },
      ),
      ...towns.flatMap((town, i) => write(town, { x: 40, y: 140 + 17 * i })),
      ...write("Le taux visé est de 50 %", { x: 320, y: 148.5 }),
      ...writeLines(["Une sortie positive est un emploi", "ou une formation."], { x: 320, y: 176 }),
    ];
    expect(read(layout([page(words)])).slice(1)).toEqual([
      ...towns.map((town) => `list:  ${town}`),
      "paragraph: Le taux visé est de 50 %",
      "paragraph: Une sortie positive est un emploi ou une formation.",
    ]);
  });

  test("texts side by side beside a tile stay apart though the lines below them reach it", () => {
    const words = [
      ...writeLines(["1 022 jeunes ont été", "accompagnés cette", "année."], { x: 40, y: 104 }),
      ...writeLines(["dont 645 jeunes qui", "sont entrés dans le", "dispositif."], { x: 200, y: 107 }),
      ...writeLines(["489 ateliers tenus", "dans le cadre", "du dispositif"], { x: 386, y: 110 }),
      ...writeLines(
        ["Tous bénéficient d'un accompagnement intensif de quinze à vingt heures", "par semaine."],
        {
          x: 40,
          y: 160,
        },
      ),
    ];
    const fills = [{ box: { x0: 378, top: 100, x1: 520, bottom: 200 }, colour: "#fdeee2" }];
    expect(read(layout([page(words, { fills })])).sort()).toEqual([
      "paragraph: 1 022 jeunes ont été accompagnés cette année.",
      "paragraph: 489 ateliers tenus dans le cadre du dispositif",
      "paragraph: Tous bénéficient d'un accompagnement intensif de quinze à vingt heures par semaine.",
      "paragraph: dont 645 jeunes qui sont entrés dans le dispositif.",
    ]);
  });
});
