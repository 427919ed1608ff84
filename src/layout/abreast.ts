import type { Box } from "../model/index.js";
import type { Draft } from "./draft.js";

/** A heading at the top of one of several columns. */
export interface ColumnHeading {
  /** Set of columns that it stands in; undefined where it is no column's. */
  set: number | undefined;
  page: number;
  box: Box;
}

/**
 * The headings that last stood abreast on a page. Each still heads what stands in its column further down,
 * where tiles or lists part the page anew, until something spans the columns or another heading comes.
 */
export class Abreast<H extends ColumnHeading> {
  private headings: H[] = [];

  /** Takes note of a heading that has begun. */
  opened(heading: H): void {
    const [first] = this.headings;
    const joins = first !== undefined && heading.set === first.set && heading.page === first.page;
    this.headings = heading.set === undefined ? [] : joins ? [...this.headings, heading] : [heading];
  }

  /** The heading in whose column a draft of another set of columns stands. */
  over(draft: Draft): H | undefined {
    const [first, second] = this.headings;
    if (first === undefined || second === undefined) return undefined;
    if (draft.place.some((p) => p.set === first.set)) return undefined;
    const isBelow = this.headings.every(({ box }) => draft.box.top >= box.bottom);
    const isText = draft.kind === "text" && draft.place.length === 0;
    const heading = isText || !isBelow ? undefined : this.nearest(draft.box);
    if (draft.page !== first.page || heading === undefined) this.headings = [];
    return draft.page === first.page ? heading : undefined;
  }

  /** Columns part half-way between their headings; what reaches under a neighbour's heading is of neither. */
  private nearest({ x0, x1 }: Box): H | undefined {
    const columns = [...this.headings].sort((a, b) => a.box.x0 - b.box.x0);
    const middle = (x0 + x1) / 2;
    return columns.find((heading, i) => {
      const [left, right] = [columns[i - 1]?.box, columns[i + 1]?.box];
      return (
        (left === undefined || (x0 > left.x1 && middle >= (left.x1 + heading.box.x0) / 2)) &&
        (right === undefined || (x1 < right.x0 && middle < (heading.box.x1 + right.x0) / 2))
      );
    });
  }
}
