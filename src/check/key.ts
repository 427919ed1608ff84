import { DIMENSIONS, type Dimension, isWhole, type Measure, type Observation } from "../model/index.js";

/** What a value is of, without who states it or where. */
export interface Key {
  indicator: string;
  measure: Measure;
  area: string;
  period: string;
  basis: string;
  unit: string;
  /** Only dimensions that are cut: neither `_T` nor `_Z`. In the order of DIMENSIONS. */
  cuts: ReadonlyMap<Dimension, string>;
}

export function keyOf(o: Observation): Key {
  const cuts = new Map<Dimension, string>();
  for (const dimension of DIMENSIONS) {
    const code = o[dimension];
    if (!isWhole(code)) cuts.set(dimension, code);
  }
  return {
    indicator: o.indicator,
    measure: o.measure,
    area: o.ref_area,
    period: o.time_period,
    basis: isWhole(o.count_basis) ? "" : o.count_basis,
    unit: o.unit_measure,
    cuts,
  };
}

/** The same quantity gives the same text, whatever the scale it is printed in. A change in % is not one in persons. */
export function textOf(key: Key): string {
  const unit = key.measure === "CHANGE" || key.measure === "DECREASE" ? key.unit : "";
  const whole = `${key.indicator}|${key.measure}|${key.area}|${key.period}|${key.basis}|${unit}|`;
  return whole + cutsText(key.cuts);
}

/** Asked for several times an observation: no list is made of it. */
export function cutsText(cuts: Key["cuts"]): string {
  let text = "";
  for (const [dimension, code] of cuts) text += `${text === "" ? "" : ","}${dimension}=${code}`;
  return text;
}

export function without(key: Key, dimension: Dimension): Key {
  const cuts = new Map(key.cuts);
  cuts.delete(dimension);
  return { ...key, cuts };
}

/** Whether an observation stands in a row or column of a table. */
export const isInTable = (o: Observation): boolean => o.source_row !== "" || o.source_column !== "";

/** The table or statement an observation stands in: what it shares with its neighbours. */
export function placeOf(o: Observation): string {
  return isInTable(o)
    ? `table|${o.source_section}|${o.source_table}|${o.source_page}`
    : `text|${o.source_page}|${o.source_context}`;
}

/** Year of a period, `2023` of `2023-12-31`; NaN where there is none. */
export const yearOf = (period: string): number => Number(/^\d{4}/.exec(period)?.[0] ?? Number.NaN);

/** The same period, so many years away. */
export function shifted(period: string, years: number): string {
  const year = yearOf(period);
  return Number.isNaN(year) ? period : `${year + years}${period.slice(4)}`;
}
