import { DIMENSIONS } from "../model/index.js";

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

/** Views of the database: `values`, `latest`, `anomaly_pages`. The wide table by commune is a table of its own. */
export const DATABASE_VIEWS: readonly string[] = [VALUES_VIEW, LATEST_VIEW, ANOMALY_PAGES_VIEW];
