export * from "./decimal.js";
export * from "./hedge.js";
export * from "./identity.js";
export * from "./interval.js";
export * from "./label.js";
export * from "./numeral.js";
export * from "./unit.js";
