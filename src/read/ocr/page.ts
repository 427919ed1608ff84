import type { PDFPageProxy } from "pdfjs-dist/legacy/build/pdf.mjs";
import type { Box, Message, Page, Word } from "../../model/index.js";
import { intersect, isEmpty } from "../matrix.js";
import { drawPage } from "../render.js";
import { sampled, type Unpacked, unpacked } from "../samples.js";
import { withLigatures } from "./abutting.js";
import { allowance } from "./allowance.js";
import { isPhoto } from "./photo.js";
import { holds, type Marks, type Plan, planOf, type Region, withoutWriting } from "./plan.js";
import { planesOf, type Raster, rasterOf } from "./raster.js";
import { recognise } from "./recognise.js";
import type { Seen } from "./seen.js";

/** Pixels a point: pictures are taken as fine as they are, within these. */
const COARSEST = 150 / 72;
const FINEST = 300 / 72;
/** Pixels a point at which a picture is told from a photograph. */
const GLANCE = 0.5;
/** Ground taken along around a region, points. */
const AROUND = 6;

/** Whether part of a page is to be read by recognition. Where that cannot be told, it is. */
export async function isIncomplete(proxy: PDFPageProxy, page: Page, marks: Marks): Promise<boolean> {
  const { regions, written } = planOf(marks);
  if (!written || regions.length === 0) return regions.length > 0;
  return withoutPhotos(proxy, page, regions).then(
    (left) => left.length > 0,
    () => true,
  );
}

/** Reads by recognition what of a page has no text. Never throws: what fails is in the page's `fault`. */
export async function completed(
  proxy: PDFPageProxy,
  page: Page,
  marks: Marks,
  seconds: number,
): Promise<Page> {
  const plan = planOf(marks);
  const { signal: limit, end } = allowance(seconds);
  try {
    if (!plan.written && plan.regions.length > 0) return await wholePage(proxy, page, plan.regions, limit);
    const regions = await withoutPhotos(proxy, page, plan.regions);
    if (regions.length === 0) return page;
    const photos = plan.regions.filter((region) => !regions.includes(region));
    const drawn = [...marks.outlines, ...marks.unreadable];
    const except = [...plan.logos, ...withoutWriting(photos, drawn)];
    return await parts(proxy, page, { ...plan, regions, except }, limit);
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error);
    return unrecognised(page, limit.aborted ? tooLong(seconds) : { fr: said, en: said });
  } finally {
    end();
  }
}

const tooLong = (seconds: number): Message => ({
  fr: `cela a pris plus de ${seconds} s, limite « recognising »`,
  en: `it took more than ${seconds} s, limit “recognising”`,
});

/** A page as it is without what could not be recognised of it, which its fault tells; `reason` is part of a sentence. */
export function unrecognised(page: Page, { fr, en }: Message): Page {
  const whole = page.words.length === 0;
  const fault = {
    fr: `${whole ? "La page" : "Une partie de la page"} n'a pas de texte et n'a pu être reconnue (${fr}).`,
    en: `${whole ? "The page" : "Part of the page"} has no text and could not be recognised (${en}).`,
  };
  return { ...page, fault };
}

async function withoutPhotos(proxy: PDFPageProxy, page: Page, regions: readonly Region[]): Promise<Region[]> {
  const kept: Region[] = [];
  for (const region of regions) {
    if (region.kind !== "picture" || !(await showsPhoto(proxy, page, region))) kept.push(region);
  }
  return kept;
}

/** For pictures already looked at: those that stand on several pages. */
const photos = new WeakMap<object, boolean>();

async function showsPhoto(proxy: PDFPageProxy, page: Page, region: Region): Promise<boolean> {
  const { source, density, box } = region;
  const picture = source === undefined ? undefined : await unpacked(proxy, source);
  if (picture === undefined) return isPhoto(await rasterFor(proxy, page, GLANCE, box));
  const photo = photos.get(picture) ?? isPhoto(glanceAt(picture, GLANCE / density));
  photos.set(picture, photo);
  return photo;
}

function glanceAt(picture: Unpacked, by: number): Raster {
  const { width, height, data } = sampled(picture, by);
  return { width, height, planes: planesOf(data), scale: GLANCE };
}

async function rasterFor(proxy: PDFPageProxy, page: Page, scale: number, crop?: Box): Promise<Raster> {
  const drawing = { scale, turn: page.turned ?? 0, ...(crop === undefined ? {} : { crop }) };
  return rasterOf(await drawPage(proxy, drawing), scale);
}

const fineness = (regions: readonly Region[]): number =>
  Math.min(FINEST, Math.max(COARSEST, ...regions.map(({ density }) => density)));

async function wholePage(
  proxy: PDFPageProxy,
  page: Page,
  regions: readonly Region[],
  limit: AbortSignal,
): Promise<Page> {
  const scale = fineness(regions);
  const seen = await recognise(await rasterFor(proxy, page, scale), { turn: true }, limit);
  return {
    ...page,
    words: seen.words,
    edges: seen.edges,
    fills: seen.fills,
    method: "ocr",
    ...(seen.skew === 0 ? {} : { skew: seen.skew }),
  };
}

/** Reads regions of a page with writing. A scan with a line of text added stays a scan: its words are turned upright. */
async function parts(
  proxy: PDFPageProxy,
  page: Page,
  { regions, scan, except }: Pick<Plan, "regions" | "scan"> & { except: readonly Box[] },
  limit: AbortSignal,
): Promise<Page> {
  const scale = fineness(regions);
  const whole = { x0: 0, top: 0, x1: page.width, bottom: page.height };
  const crop = scan ? whole : cropFor(regions, whole);
  const raster = await rasterFor(proxy, page, scale, crop);
  const shifted = (box: Box): Box => moved(box, -crop.x0, -crop.top);
  const seen = placedBack(
    await recognise(
      raster,
      {
        turn: scan,
        within: regions.map(({ box }) => shifted(box)),
        except: [...page.words.map(({ box }) => box), ...except].map(shifted),
      },
      limit,
    ),
    crop,
  );
  if (seen.words.length === 0) return page;
  const lines = withoutLetters(page, seen.words);
  // Lines drawn as such are known better than from their picture.
  const pictures = regions.filter(({ kind }) => kind === "picture");
  const pictured = ({ box }: { box: Box }): boolean => pictures.some((region) => holds(region.box, box));
  return {
    ...page,
    words: withLigatures(page.words, seen.words),
    edges: [...lines.edges, ...seen.edges.filter(pictured)],
    fills: [...lines.fills, ...seen.fills.filter(pictured)],
    method: page.words.length === 0 ? "ocr" : "mixed",
    ...(seen.skew === 0 ? {} : { skew: seen.skew }),
  };
}

function cropFor(regions: readonly Region[], page: Box): Box {
  const around = {
    x0: Math.min(...regions.map(({ box }) => box.x0)) - AROUND,
    top: Math.min(...regions.map(({ box }) => box.top)) - AROUND,
    x1: Math.max(...regions.map(({ box }) => box.x1)) + AROUND,
    bottom: Math.max(...regions.map(({ box }) => box.bottom)) + AROUND,
  };
  return intersect(around, page);
}

function moved(box: Box, dx: number, dy: number): Box {
  return { x0: box.x0 + dx, top: box.top + dy, x1: box.x1 + dx, bottom: box.bottom + dy };
}

function placedBack(seen: Seen, crop: Box): Seen {
  const back = <T extends { box: Box }>(mark: T): T => ({ ...mark, box: moved(mark.box, crop.x0, crop.top) });
  return { ...seen, words: seen.words.map(back), edges: seen.edges.map(back), fills: seen.fills.map(back) };
}

/** The lines and areas of a page less those that are strokes of recognised letters. */
function withoutLetters(page: Page, words: readonly Word[]): Pick<Page, "edges" | "fills"> {
  const isStroke = ({ box }: { box: Box }): boolean =>
    words.some((word) => {
      const shared = intersect(word.box, box);
      return (
        !isEmpty(shared) &&
        box.x1 - box.x0 <= word.box.x1 - word.box.x0 + 1 &&
        box.bottom - box.top <= word.size
      );
    });
  return {
    edges: page.edges.filter((edge) => !isStroke(edge)),
    fills: page.fills.filter((fill) => !isStroke(fill)),
  };
}
