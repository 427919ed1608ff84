/** Digits before and after the point that a column of exact decimals needs, and its type. */
export interface DecimalType {
  precision: number;
  scale: number;
}

/** What published values fit in unless one needs more: 12 digits before the point, 6 after. */
const USUAL: DecimalType = { precision: 18, scale: 6 };
const WIDEST = 38;

/** Finds the type of a column while its values go by. */
export interface DecimalMeasure {
  see(value: string | null): void;
  /** The usual type, or the narrowest of 38 digits that holds all values. Throws `RangeError` beyond. */
  type(): DecimalType;
}

export function decimalMeasure(): DecimalMeasure {
  let before = USUAL.precision - USUAL.scale;
  let { scale } = USUAL;
  return {
    see: (value) => {
      if (value === null) return;
      const [whole = "", fraction = ""] = value.replace("-", "").split(".");
      before = Math.max(before, whole.length);
      scale = Math.max(scale, fraction.length);
    },
    type: () => {
      if (before + scale <= USUAL.precision) return USUAL;
      if (before + scale > WIDEST) throw new RangeError(`a value needs more than ${WIDEST} digits`);
      return { precision: WIDEST, scale };
    },
  };
}

/** The value times 10 to the power of `scale`: 1.5 at scale 6 is 1500000. */
export function unscaled(value: string, scale: number): bigint {
  const [whole = "", fraction = ""] = value.split(".");
  return BigInt(`${whole}${fraction.padEnd(scale, "0")}`);
}
