import { describe, expect, test } from "vitest";
import { layout } from "../../src/layout/index.js";
import { page, writeLines } from "./ink.js";
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
});
