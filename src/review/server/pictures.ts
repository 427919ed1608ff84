/** Draws a page as a PNG; undefined where there is no such document or page. `scale` is pixels a point. */
export type RenderPage = (
  document: string,
  page: number,
  scale: number,
) => Promise<Uint8Array<ArrayBuffer> | undefined>;

export interface Pictures {
  page(document: string, page: number, scale: number): Promise<Uint8Array<ArrayBuffer> | undefined>;
}

const MOST_KEPT = 48;
/** Pixels a point that can be asked for: a few, so that nobody fills the memory. */
const SCALES = [1, 1.5, 2, 3];

/** Pictures of pages, drawn one at a time and the last ones kept. */
export function picturesOf(render: RenderPage): Pictures {
  const kept = new Map<string, Promise<Uint8Array<ArrayBuffer> | undefined>>();
  let turn: Promise<unknown> = Promise.resolve();
  return {
    page: (document, page, scale) => {
      if (!SCALES.includes(scale) || !Number.isInteger(page) || page < 1) return Promise.resolve(undefined);
      const key = `${document}|${page}|${scale}`;
      const known = kept.get(key);
      const picture = known ?? turn.then(() => render(document, page, scale));
      kept.delete(key);
      kept.set(key, picture);
      if (known === undefined) {
        turn = picture.catch(() => kept.delete(key));
        const [oldest] = kept.keys();
        if (kept.size > MOST_KEPT && oldest !== undefined) kept.delete(oldest);
      }
      return picture;
    },
  };
}
