import { INDENT, sameSize, textOfLine } from "./breaks.js";
import type { Draft, TextDraft } from "./draft.js";
import { asItem } from "./item.js";

/** Fewest lines set in under the line that leads to them which make a list without bullets, and the most lines of one. */
const FEWEST = 2;
const LINES = 3;
/** White between them at most, in sizes. */
const WHITE = 1.2;

/** Short texts set in under a line that ends in a colon are the items of a list, where no bullet says so. */
export function withLedItems(drafts: readonly Draft[]): Draft[] {
  const out: Draft[] = [];
  for (let i = 0; i < drafts.length; i++) {
    const lead = drafts[i]!;
    out.push(lead);
    if (!leads(lead)) continue;
    const led = ledBy(lead, drafts.slice(i + 1));
    if (led.length < FEWEST) continue;
    out.push(...led.map(asItem));
    i += led.length;
  }
  return out;
}

const leads = (draft: Draft): draft is TextDraft =>
  draft.kind === "text" && textOfLine(draft.lines.at(-1)!).endsWith(":");

/** The texts set in under a lead, down to the first that is not. */
function ledBy(lead: TextDraft, following: readonly Draft[]): TextDraft[] {
  const led: TextDraft[] = [];
  for (const draft of following) {
    if (draft.kind !== "text" || !isUnder(lead, led.at(-1) ?? lead, draft)) break;
    led.push(draft);
  }
  return led;
}

function isUnder(lead: TextDraft, last: TextDraft, draft: TextDraft): boolean {
  const { size } = draft.style;
  const white = draft.lines[0]!.core.top - last.lines.at(-1)!.core.bottom;
  return (
    draft.lines.length <= LINES &&
    sameSize(lead.lines[0]!, draft.lines[0]!) &&
    draft.around[0] === lead.around[0] &&
    draft.box.x0 > lead.box.x0 + INDENT * size &&
    white > -0.5 * size &&
    white < WHITE * size &&
    (!draft.style.bold || lead.style.bold)
  );
}
