import type { Box, Extraction, Page } from "../model/index.js";

/** A box of a page that was turned to be read, or turned level where it was scanned askew, on the page as displayed. */
export function displayedBox(box: Box, page: Pick<Page, "width" | "height" | "turned" | "skew">): Box {
  const { width, height, turned } = page;
  const { x0, top, x1, bottom } = askew(box, page);
  switch (turned) {
    case 90:
      return { x0: top, top: width - x1, x1: bottom, bottom: width - x0 };
    case 180:
      return { x0: width - x1, top: height - bottom, x1: width - x0, bottom: height - top };
    case 270:
      return { x0: height - bottom, top: x0, x1: height - top, bottom: x1 };
    default:
      return { x0, top, x1, bottom };
  }
}

/** The box stays upright and keeps its size: its middle is turned about the middle of the page. */
function askew(box: Box, { width, height, skew = 0 }: Pick<Page, "width" | "height" | "skew">): Box {
  if (skew === 0) return box;
  const [sin, cos] = [Math.sin((skew * Math.PI) / 180), Math.cos((skew * Math.PI) / 180)];
  const x = (box.x0 + box.x1 - width) / 2;
  const y = (box.top + box.bottom - height) / 2;
  const dx = x * cos - y * sin - x;
  const dy = x * sin + y * cos - y;
  return { x0: box.x0 + dx, top: box.top + dy, x1: box.x1 + dx, bottom: box.bottom + dy };
}

/** An extraction whose boxes are all on pages as displayed: what readers of the dataset look at. */
export function asDisplayed(extraction: Extraction, pages: readonly Page[]): Extraction {
  const turned = new Map(
    pages
      .filter((page) => page.turned !== undefined || page.skew !== undefined)
      .map((page) => [page.number, page]),
  );
  if (turned.size === 0) return extraction;
  const moved = (box: Box, number: number): Box => {
    const page = turned.get(number);
    return page === undefined ? box : displayedBox(box, page);
  };
  return {
    ...extraction,
    observations: extraction.observations.map((o) => ({
      ...o,
      source_box: moved(o.source_box, o.source_page),
    })),
    figures: extraction.figures.map((f) => ({ ...f, box: moved(f.box, f.page) })),
  };
}
