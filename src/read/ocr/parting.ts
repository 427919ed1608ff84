import type { Component } from "./components.js";

/** A gap wider than this share of the letters' height parts words: letters of small print stand up to 0.24 apart. */
const SPACE = 0.3;
/** Parts of a letter, dots and commas are lower than this share of a word, and the rings of a per cent sign than the second. */
const LOW = 0.5;
const RING = 0.6;
/** Low ink behind a letter is a comma, or small writing beside a large figure: this share of the letter's height counts. */
const SMALL = 0.65;
/** Figures and capitals of one size differ in height by no more than this share, and stand as level. */
const EVEN = 0.14;
/** Writing is smaller where none of it reaches this share of the figure's height; small letters alone are about 0.72 of it. */
const LARGER = 1.25;
/** Fewer letters than this may be small ones of the figure's own size; up to so large a ratio, fewer than the second. */
const FEW = 3;
const SMALL_LETTERS = 1.42;
const MANY = 8;
const MUCH_LARGER = 1.7;
/** So many words beside a figure tell how large the writing there is. */
const BESIDE = 3;
/** A dash is so many times as wide as high. */
const DASH = 1.8;
/** Points cover this share of their rectangles. */
const FULL = 0.7;

interface Word {
  components: Component[];
  /** Of its highest component, pixels. */
  height: number;
}

/**
 * Parts a line where a large figure stands beside smaller writing ("83 CDI", the figure larger than its label): the
 * engine reads writing of one size, and the layout knows key figures by theirs.
 */
export function partedBySize(components: readonly Component[]): Component[][] {
  const words = wordsOf(components.toSorted((p, q) => p.x0 - q.x0));
  const parts: Word[][] = [];
  words.forEach((word, i) => {
    const [before, after] = [words.slice(0, i).reverse(), words.slice(i)];
    const [left] = before;
    const last = parts.at(-1);
    const cut =
      left !== undefined &&
      ![left, word].some((each) => isStroke(each) || isPoints(each)) &&
      (isLarger(figureEndingWith(left, before), after) || isLarger(word, before));
    if (last === undefined || cut) parts.push([word]);
    else last.push(word);
  });
  return parts.map((part) => part.flatMap((word) => word.components));
}

function wordsOf(sorted: readonly Component[]): Word[] {
  const words: Word[] = [];
  let end = -Infinity;
  for (const c of sorted) {
    const last = words.at(-1);
    const own = c.bottom - c.top;
    const height =
      last === undefined
        ? own
        : own < LOW * last.height
          ? Math.max(own, SMALL * last.height)
          : Math.min(own, last.height);
    if (last === undefined || c.x0 - end > SPACE * height) words.push({ components: [c], height: own });
    else {
      last.components.push(c);
      last.height = Math.max(last.height, own);
    }
    end = Math.max(end, c.x1);
  }
  return words;
}

/** A word with those of its size before it: "K" alone is too little to tell, "121,9 K" is not. The nearest comes first. */
function figureEndingWith(word: Word, before: readonly Word[]): Word {
  const other = before.findIndex(
    (each) => isPoints(each) || Math.abs(each.height - word.height) > EVEN * word.height,
  );
  const own = other < 0 ? before : before.slice(0, other);
  return { components: own.flatMap(({ components }) => components), height: word.height };
}

/** Whether a word is a figure, or in capitals, and larger than what stands beside it; the nearest word comes first. */
function isLarger(word: Word, beside: readonly Word[]): boolean {
  const near = beside.filter((each) => !isPoints(each)).slice(0, BESIDE);
  if (near.length === 0) return false;
  const most = Math.max(...near.map(({ height }) => height));
  if (!isEven(word) || word.height < LARGER * most) return false;
  const letters = near.flatMap(({ components }) => components).filter((c) => c.bottom - c.top >= LOW * most);
  const least = word.height < SMALL_LETTERS * most ? MANY : FEW;
  if (word.height >= MUCH_LARGER * most) return letters.length >= FEW;
  return letters.length >= least && mainOf(word).length > 1;
}

/** A minus sign or a dash. */
function isStroke({ components }: Word): boolean {
  return components.every((c) => c.x1 - c.x0 >= DASH * (c.bottom - c.top));
}

/** A point, a colon, three points: as wide as high, and full. */
function isPoints({ components }: Word): boolean {
  return components.every((c) => {
    const [w, h] = [c.x1 - c.x0, c.bottom - c.top];
    return Math.max(w, h) <= DASH * Math.min(w, h) && c.area >= FULL * w * h;
  });
}

/** Its letters and figures, without dots and accents. */
function mainOf({ components, height }: Word): Component[] {
  return components.filter((c) => c.bottom - c.top >= RING * height);
}

function isEven(word: Word): boolean {
  const { height } = word;
  const main = mainOf(word);
  const foot = Math.max(...main.map((c) => c.bottom));
  return main.every((c) => c.bottom - c.top >= (1 - EVEN) * height && foot - c.bottom <= EVEN * height);
}
