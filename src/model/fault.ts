import { plainLine } from "./plain.js";

/**
 * What the user can mend: a bad file, a bad rulebook, a folder that cannot be written.
 * Anything else that is thrown is a bug and keeps its stack.
 */
export class Fault extends Error {
  readonly file: string;
  readonly page: number | undefined;
  readonly remedy: string;

  /** `message` says what is wrong, `remedy` what to do; both one sentence in English. */
  constructor(parts: { message: string; file: string; page?: number; remedy: string; cause?: unknown }) {
    super(parts.message, { cause: parts.cause });
    this.name = "Fault";
    this.file = parts.file;
    this.page = parts.page;
    this.remedy = parts.remedy;
  }

  /** One line for a terminal or a table cell. */
  get line(): string {
    const place = this.page === undefined ? this.file : `${this.file}, page ${this.page}`;
    return plainLine(`${place}: ${this.message} ${this.remedy}`);
  }
}
