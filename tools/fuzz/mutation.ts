import type { Chance } from "../random.js";

type Mutation = (bytes: Buffer, next: Chance) => Buffer;

const below = (limit: number, next: Chance): number => Math.floor(next() * limit);
const oneOf = <T>(items: readonly [T, ...T[]], next: Chance): T =>
  items[below(items.length, next)] ?? items[0];

const flip: Mutation = (bytes, next) => {
  const out = Buffer.from(bytes);
  for (let n = 1 + below(40, next); n > 0; n--) {
    const at = below(out.length, next);
    out[at] = (out[at] ?? 0) ^ (1 << below(8, next));
  }
  return out;
};

const cut: Mutation = (bytes, next) => bytes.subarray(0, below(bytes.length, next));

const swap: Mutation = (bytes, next) => {
  const out = Buffer.from(bytes);
  const length = 1 + below(Math.min(4096, bytes.length / 4), next);
  const [from, to] = [below(bytes.length - length, next), below(bytes.length - length, next)];
  bytes.copy(out, to, from, from + length);
  bytes.copy(out, from, to, to + length);
  return out;
};

const drop: Mutation = (bytes, next) => {
  const at = below(bytes.length, next);
  return Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + 1 + below(2048, next))]);
};

/** Numbers, references and names of the file's objects, each put for another. */
const token: Mutation = (bytes, next) => {
  const text = bytes.toString("latin1");
  const places = [...text.matchAll(/\/[A-Z][A-Za-z]+|\b\d+ 0 R\b|(?<= )-?\d+(?:\.\d+)?(?=[ \]/>])/g)];
  let out = text;
  for (let n = 1 + below(6, next); n > 0 && places.length > 0; n--) {
    const place = places[below(places.length, next)]?.[0] ?? "";
    const other = places[below(places.length, next)]?.[0] ?? "";
    const put = oneOf([other, "0", "-1", "2147483648", "1e99", "null", "[]", "<<>>", "1 0 R", "/Kids"], next);
    out = next() < 0.5 ? out.replace(place, () => put) : out.replaceAll(place, () => put);
  }
  return Buffer.from(out, "latin1");
};

/** One of the sources, mutated once or a few times. */
export function mutated(sources: readonly Buffer[], next: Chance): Buffer {
  let bytes = sources[below(sources.length, next)] ?? Buffer.alloc(0);
  for (let n = 1 + below(3, next); n > 0 && bytes.length > 16; n--)
    bytes = oneOf([flip, flip, token, token, token, swap, drop, cut], next)(bytes, next);
  return bytes;
}
