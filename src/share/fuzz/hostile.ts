/** What a hand that means ill, or a program that is broken, would write. */
import fc from "fast-check";

/** Pieces of text. */
export const HOSTILE_TEXTS = [
  "<img src=x onerror=alert(1)>",
  "</script><script>alert(1)</script>",
  "javascript:alert(1)",
  '"><svg onload=alert(1)>',
  "${alert(1)}",
  "__proto__",
  "constructor",
  "prototype",
  "toString",
  "hasOwnProperty",
  "__proto__.polluted",
  "constructor.prototype.polluted",
  "\u202Etxt.exe",
  "\u2028",
  "\u0000",
  "\uFEFF",
  "\uD800",
  "\r\n",
  "%00",
  "%E0%A4%A",
  "=cmd|' /C calc'!A0",
  "1e999",
  "-0",
  "NaN",
  "Infinity",
  "0x10",
  "1_000",
  "９",
  "9".repeat(400),
  "a".repeat(5000),
] as const;

/** Values where a schema expects another. */
const HOSTILE_VALUES: readonly unknown[] = [
  ...HOSTILE_TEXTS,
  null,
  true,
  -1,
  0,
  0.5,
  1e308,
  -1e308,
  5e-324,
  2 ** 53,
  1e9,
  [],
  {},
  [[]],
  [null],
  Array.from({ length: 3000 }, () => 0),
  nested(500),
];

/** JSON.parse takes what no recursion would. */
function nested(depth: number): unknown {
  let value: unknown = {};
  for (let i = 0; i < depth; i++) value = i % 2 === 0 ? [value] : { a: value };
  return value;
}

const hostileText = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...HOSTILE_TEXTS) },
  fc.string({ unit: "binary", maxLength: 20 }),
);

const hostileValue = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...HOSTILE_VALUES) },
  fc.jsonValue({ maxDepth: 2 }),
);

interface Cut {
  at: number;
  length: number;
  put: string;
}

const cut: fc.Arbitrary<Cut> = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  length: fc.oneof(fc.nat(3), fc.nat(200)),
  put: fc.oneof(fc.constant(""), hostileText),
});

/** A text with some pieces cut out and others put in. */
export function damagedText(text: string): fc.Arbitrary<string> {
  return fc.array(cut, { minLength: 1, maxLength: 4 }).map((cuts) => {
    let damaged = text;
    for (const { at, length, put } of cuts) {
      const start = Math.floor(at * (damaged.length + 1));
      damaged = damaged.slice(0, start) + put + damaged.slice(start + length);
    }
    return damaged;
  });
}

interface Change {
  /** Which node, of all that there are. */
  at: number;
  value: unknown;
  /** Added beside the node instead of put in its place. */
  key: string | null;
}

const change: fc.Arbitrary<Change> = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  value: hostileValue,
  key: fc.option(hostileText),
});

type Place = { holder: Record<string, unknown>; key: string };

function placesIn(holder: Record<string, unknown>, found: Place[]): Place[] {
  for (const key of Object.keys(holder)) {
    found.push({ holder, key });
    const value = holder[key];
    if (typeof value === "object" && value !== null) {
      placesIn(value as Record<string, unknown>, found);
    }
  }
  return found;
}

/** The JSON text of a value with some of its nodes replaced, or keys added; `__proto__` as an own key. */
export function damagedJson(value: unknown): fc.Arbitrary<string> {
  return fc.array(change, { minLength: 1, maxLength: 3 }).map((changes) => {
    const root = { value: structuredClone(value) };
    for (const { at, value: put, key } of changes) {
      const places = placesIn(root, []);
      const { holder, key: old } =
        places[Math.min(places.length - 1, Math.floor(at * places.length))]!;
      const name = key === null || Array.isArray(holder) || holder === root ? old : key;
      const own = {
        value: structuredClone(put),
        writable: true,
        enumerable: true,
        configurable: true,
      };
      Object.defineProperty(holder, name, own);
    }
    return JSON.stringify(root.value) ?? "null";
  });
}
