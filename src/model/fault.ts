import type { Message } from "./anomaly.js";
import { plainLine } from "./plain.js";

/**
 * What the user can mend: a bad file, a bad rulebook, a folder that cannot be written.
 * Anything else that is thrown is a bug and keeps its stack.
 */
export class Fault extends Error {
  readonly file: string;
  readonly page: number | undefined;
  readonly what: Message;
  readonly remedy: Message;

  /** `message` says what is wrong, `remedy` what to do; both one sentence, in French and in English. */
  constructor(parts: { message: Message; file: string; page?: number; remedy: Message; cause?: unknown }) {
    super(parts.message.en, { cause: parts.cause });
    this.name = "Fault";
    this.file = parts.file;
    this.page = parts.page;
    this.what = parts.message;
    this.remedy = parts.remedy;
  }

  /** One line for a terminal or a table cell, in each language. */
  get line(): Message {
    const place = this.page === undefined ? this.file : `${this.file}, page ${this.page}`;
    return {
      fr: plainLine(`${place} : ${this.what.fr} ${this.remedy.fr}`),
      en: plainLine(`${place}: ${this.what.en} ${this.remedy.en}`),
    };
  }

  /** The same of a file that the user knows under another name. */
  under(file: string): Fault {
    const { what: message, page, remedy, cause } = this;
    return new Fault({ message, file, remedy, cause, ...(page === undefined ? {} : { page }) });
  }
}
