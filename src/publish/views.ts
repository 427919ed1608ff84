import { DIMENSIONS, type Observation } from "../model/index.js";

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;
const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`;
const isWhole = (code: string): boolean => code === "_T" || code === "_Z";

/** The value in its unit, whatever power of ten it is printed in. Exact. */
const VALUE = `CASE unit_mult WHEN 0 THEN obs_value ${[1, 2, 3, 6, 9]
  .map((mult) => `WHEN ${mult} THEN obs_value * ${10 ** mult}`)
  .join(" ")} END`;

/** A year's own report comes before later ones that tell the year again; then the order of the table. */
const BEST = "(period IS DISTINCT FROM year), document_id, position";

const VALUES_VIEW = `CREATE VIEW values AS
SELECT o.*, left(time_period, 4) AS year, ${VALUE} AS value, d.file, d.period, i.label_fr AS indicator_label,
  i.theme, o.rowid AS position, ${DIMENSIONS.map((d) => `${d} IN ('_T', '_Z')`).join(" AND ")} AS whole
FROM observations o JOIN (SELECT DISTINCT ON (document_id) document_id, file, period FROM documents ORDER BY document_id, file) d
  USING (document_id) JOIN code_indicator i ON i.code = o.indicator`;

const LATEST_VIEW = `CREATE VIEW latest AS
SELECT indicator, indicator_label, measure, publisher, ref_area, ref_area_label, time_period, value, unit_measure, obs_status,
  file, source_page, observation_id
FROM values WHERE whole AND value IS NOT NULL
QUALIFY row_number() OVER (PARTITION BY indicator, measure, publisher, ref_area ORDER BY time_period DESC, ${BEST}) = 1
ORDER BY indicator, measure, publisher, ref_area`;

const ANOMALY_PAGES_VIEW = `CREATE VIEW anomaly_pages AS
SELECT a.anomaly_id, a."check", a.severity, a.message_fr, a.message_en, l.role, l.suspicion, o.document_id, v.file, o.source_page,
  o.source_box, o.source_section, o.source_text, o.obs_value, o.observation_id,
  regexp_replace(v.file, '^.*[/\\\\]', '') || '#page=' || o.source_page AS link
FROM anomalies a JOIN anomaly_observations l USING (anomaly_id) JOIN observations o USING (observation_id)
  JOIN values v USING (observation_id)
ORDER BY a.anomaly_id, l.role, o.observation_id`;

/** A column of the wide table: one indicator and measure, with the codes that single out a part. */
interface WideColumn {
  name: string;
  condition: string;
}

function wideColumn(o: Observation): WideColumn {
  const parts = DIMENSIONS.filter((d) => !isWhole(o[d]));
  const measure = o.measure === "COUNT" ? [] : [o.measure.toLowerCase()];
  return {
    name: [o.indicator, ...parts.flatMap((d) => [d, o[d].toLowerCase()]), ...measure].join("_"),
    condition: [
      `indicator = ${literal(o.indicator)}`,
      `measure = ${literal(o.measure)}`,
      ...parts.map((d) => `${d} = ${literal(o[d])}`),
      ...DIMENSIONS.filter((d) => isWhole(o[d])).map((d) => `${d} IN ('_T', '_Z')`),
    ].join(" AND "),
  };
}

function communesView(observations: readonly Observation[]): string {
  const wide = new Map(
    observations.filter((o) => o.ref_area.startsWith("COM-")).map((o) => [wideColumn(o).name, wideColumn(o)]),
  );
  const columns = [...wide.values()]
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .map(
      (c) =>
        `first(value ORDER BY ${BEST}) FILTER (value IS NOT NULL AND ${c.condition}) AS ${quoted(c.name)}`,
    );
  return `CREATE VIEW communes AS
SELECT ${["ref_area", "first(ref_area_label ORDER BY position) AS commune", "publisher", "CAST(year AS INTEGER) AS year", ...columns].join(",\n  ")}
FROM values WHERE ref_area LIKE 'COM-%' AND year IS NOT NULL GROUP BY ref_area, publisher, year ORDER BY ref_area, publisher, year`;
}

/** Views of the database: `values`, `latest`, `communes` (a column a quantity), `anomaly_pages`. */
export function databaseViews(observations: readonly Observation[]): string[] {
  return [VALUES_VIEW, LATEST_VIEW, ANOMALY_PAGES_VIEW, communesView(observations)];
}
