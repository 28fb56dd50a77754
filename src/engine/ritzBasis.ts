import { symmetricEigen } from "../math/symmetricEigen.ts";
import { combination, dots, norm } from "../math/vector.ts";

/** An eigenpair of the operator projected onto a basis. */
export interface RitzPair {
  value: number;
  /** Of the basis vectors; a unit vector, as the basis is orthonormal. */
  weights: Float64Array;
}

/** Below this share of the image's length, inner products have too few digits left of a residual. */
const CANCELLED = 1e-6;

/**
 * An orthonormal basis V with the operator's images W = HV of it. The matrices VᵀW and WᵀW grow with
 * what is appended, so that no inner product is taken twice.
 */
export class RitzBasis {
  #vectors: Float64Array[] = [];
  #images: Float64Array[] = [];
  /** VᵀW; products of a float32 backend are symmetric only up to rounding. */
  #projected: number[][] = [];
  /** Lower triangle of WᵀW, row by row. */
  #imageProducts: number[][] = [];

  get size(): number {
    return this.#vectors.length;
  }

  get vectors(): readonly Float64Array[] {
    return this.#vectors;
  }

  /** @param vectors orthonormal, and orthogonal to those before. */
  append(vectors: readonly Float64Array[], images: readonly Float64Array[]): void {
    for (const [k, vector] of vectors.entries()) {
      const image = images[k]!;
      const size = this.size;
      const ofVector = dots(vector, this.#images);
      this.#vectors.push(vector);
      this.#images.push(image);
      const ofImage = dots(image, [...this.#vectors, ...this.#images]);
      for (const [j, row] of this.#projected.entries()) row.push(ofImage[j]!);
      this.#projected.push([...ofVector, ofImage[size]!]);
      this.#imageProducts.push(ofImage.slice(size + 1));
    }
  }

  /** All approximate eigenpairs in the span, by decreasing value. */
  pairs(): RitzPair[] {
    const m = this.size;
    const symmetric = new Float64Array(m * m);
    for (const [i, row] of this.#projected.entries()) {
      for (const [j, entry] of row.entries()) {
        symmetric[i * m + j]! += 0.5 * entry;
        symmetric[j * m + i]! += 0.5 * entry;
      }
    }
    const { values, vectors } = symmetricEigen(symmetric, m);
    return vectors.map((weights, i) => ({ value: values[i]!, weights }));
  }

  /** u, a new vector. */
  vectorOf({ weights }: RitzPair): Float64Array {
    return combination(weights, this.#vectors);
  }

  /** Hu, a new vector. */
  imageOf({ weights }: RitzPair): Float64Array {
    return combination(weights, this.#images);
  }

  /** Hu − λu, a new vector. */
  residualOf({ value, weights }: RitzPair): Float64Array {
    const shifted = weights.map((weight) => -value * weight);
    return combination([...weights, ...shifted], [...this.#images, ...this.#vectors]);
  }

  /** |Hu − λu|, from the inner products at hand where they have digits enough. */
  residualNormOf(pair: RitzPair): number {
    const { value, weights } = pair;
    let image = 0;
    let along = 0;
    for (const [i, row] of this.#imageProducts.entries()) {
      for (const [j, product] of row.entries()) {
        image += (i === j ? 1 : 2) * weights[i]! * weights[j]! * product;
      }
    }
    for (const [i, row] of this.#projected.entries()) {
      for (const [j, entry] of row.entries()) along += weights[i]! * weights[j]! * entry;
    }
    const square = image - 2 * value * along + value ** 2;
    return square > CANCELLED ** 2 * image ? Math.sqrt(square) : norm(this.residualOf(pair));
  }

  /** u after a power step with H − (λ − scale): (Hu + (scale − λ)u) / scale, a new vector. */
  improvedOf({ value, weights }: RitzPair, scale: number): Float64Array {
    const ofImages = weights.map((weight) => weight / scale);
    if (value === scale) return combination(ofImages, this.#images);
    const ofVectors = weights.map((weight) => weight * (1 - value / scale));
    return combination([...ofImages, ...ofVectors], [...this.#images, ...this.#vectors]);
  }

  /** Make these pairs' vectors the basis; the same pairs in terms of it. */
  restart(pairs: readonly RitzPair[]): RitzPair[] {
    const vectors = pairs.map((pair) => this.vectorOf(pair));
    const images = pairs.map((pair) => this.imageOf(pair));
    this.#vectors = [];
    this.#images = [];
    this.#projected = [];
    this.#imageProducts = [];
    this.append(vectors, images);
    return pairs.map(({ value }, i) => {
      const weights = new Float64Array(pairs.length);
      weights[i] = 1;
      return { value, weights };
    });
  }
}
