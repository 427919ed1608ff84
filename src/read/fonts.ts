/** What of a font matters to words. */
export interface Font {
  /** Family name without subset prefix. */
  name: string;
  bold: boolean;
  italic: boolean;
  /** Text space units for one glyph space unit (0.001 but for Type 3 fonts). */
  unit: number;
  /** Height of the em in text space units at font size 1. */
  em: number;
  /** Share of the em above the baseline, 0–1. */
  ascent: number;
  vertical: boolean;
}

/** The fields of pdf.js's font object that are read here; any may be missing in a broken font. */
interface LoadedFont {
  name?: string;
  ascent?: number;
  descent?: number;
  bbox?: ArrayLike<number>;
  fontMatrix?: ArrayLike<number>;
  isType3Font?: boolean;
  vertical?: boolean;
}

const BOLD = /bold|black|heavy|demi|(?:^|[-,_ ])bd(?:$|[-,_ ])/i;
const ITALIC = /italic|oblique|(?:^|[-,_ ])it(?:$|[-,_ ])/i;

/** `loaded` is whatever pdf.js holds under a font's name: its font object, or an error text. */
export function fontOf(loaded: unknown): Font {
  const font: LoadedFont = typeof loaded === "object" && loaded !== null ? loaded : {};
  const name = (font.name ?? "").replace(/^[A-Z]{6}\+/, "");
  const matrix = font.fontMatrix;
  return {
    name,
    bold: BOLD.test(name),
    italic: ITALIC.test(name),
    unit: matrix?.[0] || 0.001,
    em: font.isType3Font === true ? type3Height(font) : 1,
    ascent: ascentShare(font.ascent, font.descent),
    vertical: font.vertical === true,
  };
}

/** Ascent over ascent plus descent; files that state nonsense get the usual four fifths. */
function ascentShare(ascent: number | undefined, descent: number | undefined): number {
  const up = Math.abs(ascent ?? 0);
  const down = Math.abs(descent ?? 0);
  const share = up / (up + down);
  return share >= 0.6 && share <= 0.95 ? share : 0.8;
}

/** Type 3 fonts choose their own units: the font's box tells the height, where it is stated. */
function type3Height(font: LoadedFont): number {
  const scale = Math.abs(font.fontMatrix?.[3] ?? 0.001);
  const height = ((font.bbox?.[3] ?? 0) - (font.bbox?.[1] ?? 0)) * scale;
  return height > 0.2 && height < 20 ? height : Math.max(scale * 1000, 0.2);
}
