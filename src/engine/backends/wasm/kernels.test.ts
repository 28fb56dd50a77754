import fc from "fast-check";
import { expect, test, vi } from "vitest";
import { paddedWidth } from "./heap.ts";
import { kernelsRunHere, loadKernels } from "./kernels.ts";

const memory = new WebAssembly.Memory({ initial: 64 });
const kernels = loadKernels(memory);
const floats = new Float32Array(memory.buffer);
const doubles = new Float64Array(memory.buffer);

/** What lies around a result, and must still be there afterwards. */
const UNTOUCHED = 12345;

/** Hands out parts of the memory, from its beginning, with untouched floats between them. */
function allocator() {
  let next = 64;
  floats.fill(UNTOUCHED);
  return (length: number): number => {
    const at = next;
    next += 4 * paddedWidth(length) + 64;
    return at;
  };
}

function isUntouchedAround(at: number, length: number): boolean {
  const before = floats.subarray(at / 4 - 4, at / 4);
  const after = floats.subarray(at / 4 + length, at / 4 + length + 4);
  return [...before, ...after].every((value) => value === UNTOUCHED);
}

/** Of order one, without a pattern that repeats. */
function wave(length: number, seed: number): Float32Array {
  return Float32Array.from({ length }, (_, i) => Math.sin(0.7 * i * i + seed * (i + 1)));
}

/** A padded matrix full of numbers, padding too. */
function place(at: number, length: number, seed: number): Float32Array {
  const values = wave(length, seed);
  floats.set(values, at / 4);
  return values;
}

const size = (max: number) => fc.integer({ min: 1, max });

test("a product, of a matrix or its transpose, is the sum of products of any size", () => {
  const shapes = fc.record({
    rows: fc.oneof(size(9), size(80)),
    inner: fc.oneof(size(9), size(600)),
    columns: size(30),
    isTransposed: fc.boolean(),
    hasBias: fc.boolean(),
    adds: fc.boolean(),
    seed: fc.nat({ max: 50 }),
  });
  fc.assert(
    fc.property(shapes, ({ rows, inner, columns, isTransposed, hasBias, adds, seed }) => {
      const region = allocator();
      const width = paddedWidth(columns);
      const aWidth = paddedWidth(isTransposed ? rows : inner);
      const lengths = [aWidth * (isTransposed ? inner : rows), inner * width, width, rows * width];
      const [aAt, bAt, biasAt, out] = lengths.map(region) as [number, number, number, number];
      const panel = region(8 * 256);
      const a = place(aAt, lengths[0]!, seed);
      const b = place(bAt, lengths[1]!, seed + 1);
      const bias = place(biasAt, lengths[2]!, seed + 2);
      const before = place(out, lengths[3]!, seed + 3);
      const [aRow, aInner] = isTransposed ? [4, 4 * aWidth] : [4 * aWidth, 4];
      const usedBias = hasBias ? biasAt : 0;
      const flag = adds ? 1 : 0;
      kernels.product(aAt, aRow, aInner, bAt, out, rows, inner, width, usedBias, flag, panel);
      expect(isUntouchedAround(out, rows * width)).toBe(true);
      for (let i = 0; i < rows; i++) {
        for (let j = 0; j < columns; j++) {
          let sum = (hasBias ? bias[j]! : 0) + (adds ? before[i * width + j]! : 0);
          for (let k = 0; k < inner; k++) {
            sum += a[(i * aRow + k * aInner) / 4]! * b[k * width + j]!;
          }
          const error = Math.abs(floats[out / 4 + i * width + j]! - sum);
          expect(error).toBeLessThan(2e-7 * (inner + 4));
        }
      }
    }),
    { numRuns: 100 },
  );
});

test("a matrix of parameters and its transpose keep every entry and are padded with zeros", () => {
  fc.assert(
    fc.property(size(21), size(21), fc.nat({ max: 50 }), (rows, columns, seed) => {
      const region = allocator();
      const values = Float64Array.from(wave(rows * columns, seed), (value) => value / 3);
      const from = region(2 * (values.length + 3));
      const [width, transposedWidth] = [paddedWidth(columns), paddedWidth(rows)];
      const matrix = region(rows * width);
      const transposed = region(columns * transposedWidth);
      const back = region(2 * values.length);
      doubles.set(values, from / 8);
      kernels.writeMatrix(from, rows, columns, matrix, transposed);
      for (let i = 0; i < transposedWidth; i++) {
        for (let j = 0; j < width; j++) {
          const isInside = i < rows && j < columns;
          const expected = isInside ? Math.fround(values[i * columns + j]!) : 0;
          const written = i < rows ? floats[matrix / 4 + i * width + j] : expected;
          const turned = j < columns ? floats[transposed / 4 + j * transposedWidth + i] : expected;
          expect([written, turned]).toEqual([expected, expected]);
        }
      }
      expect(isUntouchedAround(matrix, rows * width)).toBe(true);
      expect(isUntouchedAround(transposed, columns * transposedWidth)).toBe(true);
      kernels.readMatrix(matrix, rows, columns, 2, back);
      expect(doubles.slice(back / 8, back / 8 + values.length)).toEqual(
        values.map((value) => 2 * Math.fround(value)),
      );
      expect(isUntouchedAround(back, 2 * values.length)).toBe(true);
    }),
  );
});

test("sums over the rows of any matrix", () => {
  fc.assert(
    fc.property(size(70), size(30), fc.nat({ max: 50 }), (rows, columns, seed) => {
      const region = allocator();
      const width = paddedWidth(columns);
      const [from, to] = [region(rows * width), region(width)];
      const values = place(from, rows * width, seed);
      kernels.columnSums(from, rows, width, to);
      expect(isUntouchedAround(to, width)).toBe(true);
      for (let j = 0; j < columns; j++) {
        let sum = 0;
        for (let i = 0; i < rows; i++) sum += values[i * width + j]!;
        expect(Math.abs(floats[to / 4 + j]! - sum)).toBeLessThan(2e-7 * rows);
      }
    }),
  );
});

test("sums, differences and products entry by entry, and a row added to every row", () => {
  fc.assert(
    fc.property(size(20), size(9), fc.nat({ max: 50 }), (rows, vectors, seed) => {
      const region = allocator();
      const columns = 4 * vectors;
      const count = rows * columns;
      const [aAt, bAt, rowAt, out] = [count, count, columns, count].map(region) as [
        number,
        number,
        number,
        number,
      ];
      const [a, b] = [place(aAt, count, seed), place(bAt, count, seed + 1)];
      const row = place(rowAt, columns, seed + 2);
      const expectEach = (expected: (p: number) => number) => {
        for (let p = 0; p < count; p++) {
          expect(floats[out / 4 + p]).toBe(Math.fround(expected(p)));
        }
        expect(isUntouchedAround(out, count)).toBe(true);
      };
      kernels.add(count, aAt, bAt, out);
      expectEach((p) => a[p]! + b[p]!);
      kernels.subtract(count, aAt, bAt, out);
      expectEach((p) => a[p]! - b[p]!);
      kernels.times(count, aAt, bAt, out);
      expectEach((p) => a[p]! * b[p]!);
      kernels.scale(count, aAt, 0.25, out);
      expectEach((p) => 0.25 * a[p]!);
      kernels.addRow(rows, columns, aAt, rowAt, out);
      expectEach((p) => a[p]! + row[p % columns]!);
    }),
  );
});

test("blocks of any size are laid side by side, or summed, image by image", () => {
  const shapes = fc.record({
    images: size(4),
    given: size(6),
    rows: size(5),
    width: fc.constantFrom(1, 9),
    columns: size(9),
    seed: fc.nat({ max: 50 }),
  });
  fc.assert(
    fc.property(shapes, ({ images, given, rows, width, columns, seed }) => {
      const region = allocator();
      const blockWidth = paddedWidth(columns);
      const from = region(images * given * blockWidth);
      const values = place(from, images * given * blockWidth, seed);
      const blocks = Array.from(
        { length: rows * width },
        (_, i) => ((7 * i + seed) % (given + 1)) - 1,
      );
      const offsets = region(blocks.length);
      const bytes = blocks.map((block) => (block < 0 ? -1 : 4 * block * blockWidth));
      new Int32Array(memory.buffer).set(bytes, offsets / 4);
      const imageBytes = 4 * given * blockWidth;
      const entry = (image: number, block: number, c: number) =>
        block < 0 ? 0 : values[(image * given + block) * blockWidth + c]!;

      const besideWidth = paddedWidth(width * columns);
      // Up to three floats behind the last row may be written.
      const beside = region(images * rows * besideWidth + 4);
      const summed = region(images * rows * blockWidth);
      const places = [from, imageBytes, images, offsets, rows, width, columns] as const;
      kernels.blocksBeside(...places, beside, 4 * besideWidth);
      kernels.blocksSummed(...places, summed, 4 * blockWidth);
      for (let image = 0; image < images; image++) {
        for (let row = 0; row < rows; row++) {
          for (let c = 0; c < columns; c++) {
            let sum = 0;
            for (let j = 0; j < width; j++) {
              const expected = entry(image, blocks[row * width + j]!, c);
              const at = beside / 4 + (image * rows + row) * besideWidth + j * columns + c;
              expect(floats[at]).toBe(expected);
              sum += expected;
            }
            const at = summed / 4 + (image * rows + row) * blockWidth + c;
            expect(Math.abs(floats[at]! - sum)).toBeLessThan(2e-6);
          }
        }
      }
      expect(isUntouchedAround(beside, images * rows * besideWidth + 4)).toBe(true);
      expect(isUntouchedAround(summed, images * rows * blockWidth)).toBe(true);
    }),
  );
});

const GELU = Math.sqrt(2 / Math.PI);
const CLOSED_FORMS = {
  tanh: Math.tanh,
  swish: (z: number) => z / (1 + Math.exp(-z)),
  gelu: (z: number) => 0.5 * z * (1 + Math.tanh(GELU * (z + 0.044715 * z ** 3))),
  relu: (z: number) => Math.max(z, 0),
  identity: (z: number) => z,
};

/** φ, φ', φ'' and φ''' as the kernel has them, at each z. */
function activationAt(name: keyof typeof CLOSED_FORMS, z: readonly number[]): Float32Array[] {
  const region = allocator();
  const count = paddedWidth(z.length);
  const places = [0, 1, 2, 3].map(() => region(count));
  floats.fill(0, places[0]! / 4, places[0]! / 4 + count);
  floats.set(z, places[0]! / 4);
  const [value, first, second, third] = places as [number, number, number, number];
  kernels[name](count, value, first, second, third);
  for (const at of places) expect(isUntouchedAround(at, count)).toBe(true);
  return places.map((at) => floats.slice(at / 4, at / 4 + z.length));
}

const float = (limit: number) => fc.float({ min: -limit, max: limit, noNaN: true });

test.each(Object.keys(CLOSED_FORMS) as (keyof typeof CLOSED_FORMS)[])(
  "%s to the rounding of float32",
  (name) => {
    const closed = CLOSED_FORMS[name];
    fc.assert(
      fc.property(fc.array(float(30), { minLength: 1, maxLength: 11 }), (entries) => {
        const [value] = activationAt(name, entries);
        for (const [i, z] of entries.entries()) {
          const expected = closed(z);
          const rounding = 2e-7 * Math.abs(expected) + 1e-14;
          expect(Math.abs(value![i]! - expected), `at ${z}`).toBeLessThan(rounding);
        }
      }),
    );
    const huge = Math.fround(3e38);
    const [extreme] = activationAt(name, [huge, -huge, NaN]);
    expect(extreme![0]).toBe(name === "tanh" ? 1 : huge);
    const lower = name === "tanh" ? -1 : name === "identity" ? -huge : 0;
    expect(Math.abs(extreme![1]! - lower)).toBe(0);
    expect(extreme![2]).toBeNaN();
  },
);

test.each(["tanh", "swish", "gelu"] as const)(
  "derivatives of %s are those of its closed form",
  (name) => {
    const closed = CLOSED_FORMS[name];
    fc.assert(
      fc.property(float(6), (z) => {
        const [, first, second, third] = activationAt(name, [z]);
        // Central differences of order eight, whose own error stays below 1e-7.
        const h = 0.03;
        const at = (k: number) => closed(z + k * h);
        const odd = (k: number) => at(k) - at(-k);
        const even = (k: number) => at(k) + at(-k);
        const slope = (4 / 5) * odd(1) - (1 / 5) * odd(2) + (4 / 105) * odd(3) - odd(4) / 280;
        const bend =
          (8 / 5) * even(1) -
          (1 / 5) * even(2) +
          (8 / 315) * even(3) -
          even(4) / 560 -
          (205 / 72) * closed(z);
        const jerk =
          (-61 / 30) * odd(1) + (169 / 120) * odd(2) - (3 / 10) * odd(3) + (7 / 240) * odd(4);
        expect(Math.abs(first![0]! - slope / h)).toBeLessThan(3e-7);
        expect(Math.abs(second![0]! - bend / h ** 2)).toBeLessThan(5e-7);
        expect(Math.abs(third![0]! - jerk / h ** 3)).toBeLessThan(1e-4);
      }),
    );
  },
);

test("ReLU has slope 0 at its kink, and it and the identity do not bend", () => {
  const z = [-2, -0, 0, 3, 5];
  const [, slopes, ...bends] = activationAt("relu", z);
  expect([...slopes!]).toEqual([0, 0, 0, 1, 1]);
  const [, ones, ...none] = activationAt("identity", z);
  expect([...ones!]).toEqual([1, 1, 1, 1, 1]);
  for (const zeros of [...bends, ...none]) expect([...zeros]).toEqual([0, 0, 0, 0, 0]);
});

test("the series steps follow the chain rule", () => {
  fc.assert(
    fc.property(size(8), fc.nat({ max: 50 }), (vectors, seed) => {
      const region = allocator();
      const count = 4 * vectors;
      const names = ["φ1", "φ2", "φ3", "z1", "z2", "g1", "g2", "bend"] as const;
      type Name = (typeof names)[number];
      const at = {} as Record<Name, number>;
      const x = {} as Record<Name, Float32Array>;
      for (const [i, name] of names.entries()) {
        at[name] = region(count);
        x[name] = place(at[name], count, seed + i);
      }
      const [out, out2] = [region(count), region(count)];
      const expectEach = (place: number, expected: (p: number) => number) => {
        for (let p = 0; p < count; p++) {
          expect(Math.abs(floats[place / 4 + p]! - expected(p))).toBeLessThan(1e-6);
        }
        expect(isUntouchedAround(place, count)).toBe(true);
      };
      const entry = (name: Name) => (p: number) => x[name][p]!;
      const [f1, f2, f3, z1, z2] = [
        entry("φ1"),
        entry("φ2"),
        entry("φ3"),
        entry("z1"),
        entry("z2"),
      ];
      const [g1, g2, bend] = [entry("g1"), entry("g2"), entry("bend")];

      kernels.forwardFirst(count, at.φ1, at.z1, out);
      expectEach(out, (p) => f1(p) * z1(p));
      kernels.forwardSecond(count, at.φ1, at.φ2, at.z1, at.z2, out);
      expectEach(out, (p) => f1(p) * z2(p) + 0.5 * f2(p) * z1(p) ** 2);
      kernels.backwardFirst(count, at.φ1, at.bend, at.g1, at.z1, out);
      expectEach(out, (p) => f1(p) * g1(p) + bend(p) * z1(p));
      kernels.backwardSecond(count, at.φ1, at.φ2, at.bend, at.φ3, at.g1, at.g2, at.z1, at.z2, out);
      expectEach(
        out,
        (p) => f1(p) * g2(p) + f2(p) * g1(p) * z1(p) + bend(p) * z2(p) + 0.5 * f3(p) * z1(p) ** 2,
      );
      kernels.backwardBase(count, at.φ1, at.φ2, at.φ3, at.g1, out2, out);
      expectEach(out, (p) => f1(p) * g1(p));
      expectEach(out2, (p) => f2(p) * g1(p));
      expectEach(at.φ3, (p) => f3(p) * g1(p));
    }),
  );
});

test("where WebAssembly refuses the vectors of the kernels, they do not run", () => {
  expect(kernelsRunHere()).toBe(true);
  const validate = vi.spyOn(WebAssembly, "validate").mockReturnValue(false);
  expect(kernelsRunHere()).toBe(false);
  validate.mockRestore();
});
