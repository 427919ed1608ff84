import { z } from "zod";

/** One line of `documents.csv`: what became of one file. */
export const DocumentLine = z.object({
  document_id: z.string(),
  file: z.string(),
  sha256: z.string(),
  publisher: z.string(),
  period: z.string(),
  pages: z.number().int(),
  pages_text: z.number().int(),
  pages_ocr: z.number().int(),
  figures: z.number().int(),
  figures_mapped: z.number().int(),
  figures_ignored: z.number().int(),
  figures_unmapped: z.number().int(),
  /** Share of the figures in tables and lists, and of all others, that are mapped (ignored ones left out). */
  coverage_tables: z.number().nullable(),
  coverage_text: z.number().nullable(),
  observations: z.number().int(),
  anomalies_error: z.number().int(),
  anomalies_warning: z.number().int(),
  anomalies_info: z.number().int(),
  /** `done`; `partial`: written, with a fault to mend; `failed`: nothing could be read. */
  status: z.enum(["done", "partial", "failed"]),
  /** What is to mend: in English, and in French. */
  error: z.string(),
  error_fr: z.string().default(""),
});
export type DocumentLine = z.infer<typeof DocumentLine>;
