import type { Box } from "../model/index.js";

/** Something painted over an area. */
export interface Cover {
  box: Box;
  /** Place in the order of painting. */
  order: number;
  /** `#rrggbb` where the area has one known colour all over. */
  colour: string | undefined;
  /** True where nothing below shows through. */
  opaque: boolean;
}

/** Side of a cell at least, points, and cells along one side of the page at most. */
const CELL = 48;
const CELLS = 200;

/** What has been painted where, in the order of painting; answers what lies under or over a place. */
export class Covers {
  readonly #cell: number;
  readonly #columns: number;
  readonly #rows: number;
  readonly #cells: Cover[][];

  /** Width and height of the page in points. */
  constructor(width: number, height: number) {
    this.#cell = Math.max(CELL, width / CELLS, height / CELLS);
    this.#columns = Math.max(1, Math.ceil(width / this.#cell));
    this.#rows = Math.max(1, Math.ceil(height / this.#cell));
    this.#cells = Array.from({ length: this.#columns * this.#rows }, () => []);
  }

  add(cover: Cover): void {
    const { box } = cover;
    for (let r = this.#row(box.top); r <= this.#row(box.bottom); r++)
      for (let c = this.#column(box.x0); c <= this.#column(box.x1); c++)
        this.#cells[r * this.#columns + c]?.push(cover);
  }

  /** What was painted last, so far, at a point. */
  last(x: number, y: number): Cover | undefined {
    return this.#at(x, y).findLast(
      ({ box }) => x >= box.x0 && x <= box.x1 && y >= box.top && y <= box.bottom,
    );
  }

  /** Whether something opaque, painted after `order`, lies over all of `box`. */
  hides(box: Box, order: number): boolean {
    const cell = this.#at((box.x0 + box.x1) / 2, (box.top + box.bottom) / 2);
    for (let i = cell.length - 1; i >= 0; i--) {
      const cover = cell[i];
      if (cover === undefined || cover.order <= order) return false;
      if (cover.opaque && contains(cover.box, box)) return true;
    }
    return false;
  }

  #at(x: number, y: number): Cover[] {
    return this.#cells[this.#row(y) * this.#columns + this.#column(x)] ?? [];
  }

  #column(x: number): number {
    return Math.min(this.#columns - 1, Math.max(0, Math.floor(x / this.#cell)));
  }

  #row(y: number): number {
    return Math.min(this.#rows - 1, Math.max(0, Math.floor(y / this.#cell)));
  }
}

export function contains(outer: Box, inner: Box): boolean {
  return (
    outer.x0 <= inner.x0 && outer.x1 >= inner.x1 && outer.top <= inner.top && outer.bottom >= inner.bottom
  );
}
