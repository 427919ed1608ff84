import type { Anomaly, CheckCode, Extraction, Message, Proposal, Severity } from "../model/index.js";
import { contentId } from "../normalise/index.js";

/** An anomaly of words or of print: no sum, no suspects. */
export interface Notice {
  check: CheckCode;
  severity: Severity;
  /** What tells this notice from others of its check: label, enumeration. */
  subject: readonly string[];
  observations: readonly string[];
  stated: string;
  expected: string;
  message: Message;
  page: number;
  proposals?: readonly Proposal[];
  group?: string;
}

export function noticeOf(extraction: Extraction, notice: Notice): Anomaly {
  const document = extraction.document.document_id;
  const { check, observations, stated, expected } = notice;
  const anomaly_id = contentId(check, document, ...notice.subject, ...observations.toSorted());
  return {
    anomaly_id,
    check,
    severity: notice.severity,
    documents: [document],
    observations: observations.map((observation) => ({ observation, role: "label" })),
    stated,
    expected,
    difference: null,
    tolerance: null,
    arithmetic: expected === "" ? "" : `${stated} ≠ ${expected}`,
    suspects: [],
    proposals: (notice.proposals ?? []).map((p) => ({ ...p, repairs: [anomaly_id] })),
    origin: isRecognised(extraction, observations) ? "undecided" : "source",
    group: notice.group ?? anomaly_id,
    message: notice.message,
    page: notice.page,
    notes: [],
  };
}

function isRecognised(extraction: Extraction, observations: readonly string[]): boolean {
  const ids = new Set(observations);
  return extraction.observations.some((o) => ids.has(o.observation_id) && o.method === "ocr");
}
