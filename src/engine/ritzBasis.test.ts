import { expect, test } from "vitest";
import { randomStream } from "../math/random.ts";
import { addScaled, distance, dot, norm, scaleInPlace } from "../math/vector.ts";
import { RitzBasis } from "./ritzBasis.ts";

const DIMENSION = 8;
const DIAGONAL = [9, 7, 6, 4, 3, 2, 1, -5];

const apply = (v: Float64Array) => v.map((value, i) => DIAGONAL[i]! * value);

function orthonormal(count: number): Float64Array[] {
  const { normal } = randomStream(4);
  const vectors: Float64Array[] = [];
  while (vectors.length < count) {
    const v = Float64Array.from({ length: DIMENSION }, normal);
    for (const q of vectors) addScaled(v, -dot(q, v), q);
    scaleInPlace(v, 1 / norm(v));
    vectors.push(v);
  }
  return vectors;
}

function basisOf(vectors: Float64Array[], blocks: number[]): RitzBasis {
  const basis = new RitzBasis();
  let from = 0;
  for (const size of blocks) {
    const block = vectors.slice(from, from + size);
    basis.append(block, block.map(apply));
    from += size;
  }
  return basis;
}

test("a basis of the whole space has the operator's own pairs", () => {
  const basis = basisOf(orthonormal(DIMENSION), [3, 1, 4]);
  const pairs = basis.pairs();
  for (const [i, value] of DIAGONAL.entries()) expect(pairs[i]!.value).toBeCloseTo(value, 12);
  for (const pair of pairs) expect(norm(basis.residualOf(pair))).toBeLessThan(1e-12);
});

test("grown block by block it is what it is at once, and residuals are orthogonal to it", () => {
  const vectors = orthonormal(5);
  const [grown, whole] = [basisOf(vectors, [2, 2, 1]), basisOf(vectors, [5])];
  expect(grown.pairs()).toEqual(whole.pairs());
  for (const pair of grown.pairs()) {
    const residual = grown.residualOf(pair);
    const u = grown.vectorOf(pair);
    const expected = apply(u);
    addScaled(expected, -pair.value, u);
    expect(distance(residual, expected)).toBeLessThan(1e-12);
    for (const v of vectors) expect(Math.abs(dot(residual, v))).toBeLessThan(1e-12);
  }
});

test("a residual's length is that of its vector, in the first digits and in the last", () => {
  const [rough, ...others] = orthonormal(5);
  const basis = basisOf([rough!, ...others], [3, 2]);
  for (const pair of basis.pairs()) {
    expect(basis.residualNormOf(pair) / norm(basis.residualOf(pair))).toBeCloseTo(1, 9);
  }
  // 1e-9 off the first axis: inner products alone would leave no digit of the residual.
  const nearly = Float64Array.of(1, 1e-9, 0, 0, 0, 0, 0, 0);
  const [pair] = basisOf([nearly], [1]).pairs();
  expect(basisOf([nearly], [1]).residualNormOf(pair!)).toBeCloseTo(2e-9, 15);
});

test("the product and the power step of a pair are those of its vector", () => {
  const basis = basisOf(orthonormal(4), [4]);
  for (const pair of basis.pairs()) {
    const u = basis.vectorOf(pair);
    expect(distance(basis.imageOf(pair), apply(u))).toBeLessThan(1e-12);
    const residual = apply(u);
    addScaled(residual, -pair.value, u);
    for (const scale of [9, pair.value]) {
      const expected = u.slice();
      addScaled(expected, 1 / scale, residual);
      expect(distance(basis.improvedOf(pair, scale), expected)).toBeLessThan(1e-12);
    }
  }
});

test("after a restart the kept pairs are the same, and the basis grows on", () => {
  const vectors = orthonormal(6);
  const basis = basisOf(vectors.slice(0, 5), [5]);
  const before = basis.pairs().slice(0, 2);
  const kept = before.map((pair) => ({ value: pair.value, u: basis.vectorOf(pair) }));
  const after = basis.restart(before);
  expect(basis.size).toBe(2);
  for (const [i, { value, u }] of kept.entries()) {
    expect(after[i]!.value).toBe(value);
    expect(basis.vectorOf(after[i]!)).toEqual(u);
  }
  const extra = vectors[5]!;
  basis.append([extra], [apply(extra)]);
  expect(basis.pairs()[0]!.value).toBeGreaterThanOrEqual(kept[0]!.value);
  for (const pair of basis.pairs()) {
    const u = basis.vectorOf(pair);
    expect(dot(u, apply(u))).toBeCloseTo(pair.value, 10);
  }
});
