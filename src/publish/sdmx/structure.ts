import type { Code, LongDataset, Observation } from "../../model/index.js";
import {
  AGENCY,
  ATTRIBUTES,
  CONCEPTS,
  type Component,
  codelistId,
  DATA_STRUCTURE,
  DATAFLOW,
  KEY,
  TIME,
  VALUE,
  VERSION,
} from "./components.js";

const SCHEMA =
  "https://raw.githubusercontent.com/sdmx-twg/sdmx-json/master/structure-message/tools/schemas/2.0.0/sdmx-json-structure-schema.json";

const urn = (kind: string, id: string): string =>
  `urn:sdmx:org.sdmx.infomodel.${kind}=${AGENCY}:${id}(${VERSION})`;

/** Name in both languages, as SDMX-JSON has it. */
const named = ({ fr, en }: { fr: string; en: string }): object => ({ name: fr, names: { fr, en } });

const maintained = (id: string, names: { fr: string; en: string }): object => ({
  id,
  version: VERSION,
  agencyID: AGENCY,
  isExternalReference: false,
  ...named(names),
});

function representation({ codelist, format }: Component): object {
  return codelist === undefined
    ? { format: { textType: format ?? "String" } }
    : { enumeration: urn("codelist.Codelist", codelist) };
}

const component = (c: Component): object => ({
  id: c.id,
  conceptIdentity: `${urn("conceptscheme.Concept", CONCEPTS)}.${c.id}`,
  localRepresentation: representation(c),
});

const attribute = (c: Component): object => ({
  ...component(c),
  usage: "optional",
  attributeRelationship: { observation: {} },
});

const dataStructure = (): object => ({
  ...maintained(DATA_STRUCTURE, {
    fr: "Chiffres des rapports d'activité",
    en: "Figures of activity reports",
  }),
  dataStructureComponents: {
    dimensionList: {
      id: "DimensionDescriptor",
      dimensions: KEY.map((c, position) => ({ ...component(c), position })),
      timeDimension: component(TIME),
    },
    measureList: { id: "MeasureDescriptor", measures: [{ ...component(VALUE), usage: "optional" }] },
    attributeList: { id: "AttributeDescriptor", attributes: ATTRIBUTES.map(attribute) },
  },
});

type SdmxCode = Pick<Code, "code" | "label_fr" | "label_en" | "definition" | "parent">;

function codelist(id: string, names: { fr: string; en: string }, codes: readonly SdmxCode[]): object {
  return {
    ...maintained(id, names),
    isPartial: false,
    codes: codes.map((c) => ({
      id: c.code,
      ...named({ fr: c.label_fr, en: c.label_en }),
      ...(c.definition === "" ? {} : { description: c.definition, descriptions: { en: c.definition } }),
      ...(c.parent === "" ? {} : { parent: c.parent }),
    })),
  };
}

const plain = (code: string, label: string): SdmxCode => ({
  code,
  label_fr: label,
  label_en: label,
  definition: "",
  parent: "",
});

/** Codes that the data themselves make up: areas and publishers, with their first label. */
function found(observations: Iterable<Observation>): { areas: SdmxCode[]; publishers: SdmxCode[] } {
  const areas = new Map<string, string>();
  const publishers = new Map<string, string>();
  for (const { ref_area, ref_area_label, publisher } of observations) {
    if (!areas.has(ref_area)) areas.set(ref_area, ref_area_label || ref_area);
    publishers.set(publisher, publisher);
  }
  return { areas: codesOf(areas), publishers: codesOf(publishers) };
}

function codesOf(labels: ReadonlyMap<string, string>): SdmxCode[] {
  return [...labels].sort(([a], [b]) => (a < b ? -1 : 1)).map(([id, name]) => plain(id, name));
}

function codelists({ observations, codeLists, catalogue }: LongDataset): object[] {
  const indicators = Object.entries(catalogue).map(([code, i]) => ({
    code,
    label_fr: i.label.fr,
    label_en: i.label.en,
    definition: i.definition,
    parent: "",
  }));
  const { areas, publishers } = found(observations);
  const kept = Object.entries(codeLists).sort(([a], [b]) => (a < b ? -1 : 1));
  return [
    codelist("CL_FREQ", { fr: "Fréquence", en: "Frequency" }, [
      { code: "A", label_fr: "Annuelle", label_en: "Annual", definition: "", parent: "" },
    ]),
    codelist("CL_AREA", { fr: "Territoires", en: "Areas" }, areas),
    codelist("CL_PUBLISHER", { fr: "Émetteurs", en: "Publishers" }, publishers),
    codelist(codelistId("indicator"), { fr: "Indicateurs", en: "Indicators" }, indicators),
    ...kept.map(([name, codes]) => codelist(codelistId(name), { fr: name, en: name }, codes)),
  ];
}

/**
 * The structure of `observations.sdmx.csv` as an SDMX-JSON 2.0 structure message (SDMX 3.0): data structure
 * definition, dataflow, concepts, code lists.
 */
export function sdmxStructure(dataset: LongDataset): string {
  const { version } = dataset;
  const message = {
    meta: {
      schema: SCHEMA,
      id: `recoupe-${version.inputs.slice(0, 16) || "empty"}`,
      test: false,
      prepared: version.created || "1970-01-01T00:00:00Z",
      contentLanguages: ["fr", "en"],
      sender: { id: AGENCY },
    },
    data: {
      dataflows: [
        {
          ...maintained(DATAFLOW, {
            fr: "Chiffres des rapports d'activité",
            en: "Figures of activity reports",
          }),
          structure: urn("datastructure.DataStructure", DATA_STRUCTURE),
        },
      ],
      dataStructures: [dataStructure()],
      conceptSchemes: [
        {
          ...maintained(CONCEPTS, { fr: "Concepts", en: "Concepts" }),
          isPartial: false,
          concepts: [...KEY, TIME, VALUE, ...ATTRIBUTES].map((c) => ({ id: c.id, ...named(c) })),
        },
      ],
      codelists: codelists(dataset),
    },
  };
  return `${JSON.stringify(message, null, 1)}\n`;
}
