import { stringify } from "csv-stringify/sync";
import { type Decision, plainLine } from "../model/index.js";

const COLUMNS = [
  "decision_id",
  "at",
  "steward",
  "role",
  "verdict",
  "anomaly_id",
  "check",
  "documents",
  "page",
  "stated",
  "expected",
  "changes",
  "proposal_rank",
  "comment",
  "batch",
  "supersedes",
  "engine_version",
  "message_fr",
  "message_en",
] as const;

/** The log as a table, a line a decision: who ruled what on which figure, from which value to which. RFC 4180. */
export function decisionsCsv(decisions: readonly Decision[]): string {
  return stringify(decisions.map(row), { header: true, columns: [...COLUMNS], record_delimiter: "windows" });
}

/** A decision on one line: when, who, what, on what, from which value to which. */
export function decisionLine(d: Decision): string {
  const { anomaly, about, rule } = d;
  const document = (anomaly?.documents ?? [about?.document ?? rule?.publisher ?? ""]).join(" · ");
  const page = anomaly?.page ?? about?.page;
  const place = page === undefined ? document : `${document}, p. ${page}`;
  const subject = about === undefined ? (anomaly?.check ?? "rule") : "sample";
  const changes = d.changes.map((c) => `${c.old ?? ""} → ${c.new}`).join("; ");
  const said = [d.verdict, subject, place, changes, rule?.id ?? "", d.comment].filter((part) => part !== "");
  return plainLine(`${d.at.slice(0, 16).replace("T", " ")}  ${d.steward}  ${said.join("  ")}`);
}

function row(d: Decision): Record<(typeof COLUMNS)[number], string> {
  const { anomaly, about } = d;
  return {
    decision_id: d.decision_id,
    at: d.at,
    steward: inert(d.steward),
    role: d.role,
    verdict: d.verdict,
    anomaly_id: d.anomaly_id,
    check: anomaly?.check ?? "",
    documents: (anomaly?.documents ?? [about?.document ?? ""]).join("; "),
    page: String(anomaly?.page ?? about?.page ?? ""),
    stated: inert(anomaly?.stated ?? ""),
    expected: inert(anomaly?.expected ?? ""),
    changes: d.changes.map((c) => `${c.observation || "label"}: ${c.old ?? ""} → ${c.new}`).join("; "),
    proposal_rank: String(d.proposal_rank ?? ""),
    comment: inert(d.comment),
    batch: d.batch,
    supersedes: d.supersedes,
    engine_version: d.engine_version,
    message_fr: anomaly?.message.fr ?? "",
    message_en: anomaly?.message.en ?? "",
  };
}

/** What somebody typed cannot be taken for a formula by a spreadsheet. */
const inert = (text: string): string => (/^[=@\t\r\n+]|^-(?!\d)/.test(text) ? `'${text}` : text);
