import type { Box, Extraction, Page } from "../model/index.js";

/** A box of a page that was turned to be read, on the page as displayed. */
export function displayedBox(
  { x0, top, x1, bottom }: Box,
  page: Pick<Page, "width" | "height" | "turned">,
): Box {
  const { width, height, turned } = page;
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

/** An extraction whose boxes are all on pages as displayed: what readers of the dataset look at. */
export function asDisplayed(extraction: Extraction, pages: readonly Page[]): Extraction {
  const turned = new Map(
    pages.filter((page) => page.turned !== undefined).map((page) => [page.number, page]),
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
