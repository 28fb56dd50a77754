import { symmetricEigen } from "../math/symmetricEigen.ts";
import { combination, dots } from "../math/vector.ts";

/** An eigenpair of the operator projected onto a basis. */
export interface RitzPair {
  value: number;
  /** Of the basis vectors; a unit vector, as the basis is orthonormal. */
  weights: Float64Array;
}

/**
 * An orthonormal basis with the operator's images of it. The projected matrix grows by the rows of
 * what is appended, so that no inner product is taken twice.
 */
export class RitzBasis {
  #vectors: Float64Array[] = [];
  #images: Float64Array[] = [];
  /** Lower triangle of Vᵀ H V, row by row. */
  #rows: number[][] = [];

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
      this.#vectors.push(vector);
      this.#images.push(image);
      this.#rows.push(dots(image, this.#vectors));
    }
  }

  /** All approximate eigenpairs in the span, by decreasing value. */
  pairs(): RitzPair[] {
    const m = this.size;
    const projected = new Float64Array(m * m);
    for (const [i, row] of this.#rows.entries()) {
      for (const [j, entry] of row.entries()) {
        projected[i * m + j] = entry;
        projected[j * m + i] = entry;
      }
    }
    const { values, vectors } = symmetricEigen(projected, m);
    return vectors.map((weights, i) => ({ value: values[i]!, weights }));
  }

  /** u, a new vector. */
  vectorOf({ weights }: RitzPair): Float64Array {
    return combination(weights, this.#vectors);
  }

  /** Hu − λu, a new vector. */
  residualOf({ value, weights }: RitzPair): Float64Array {
    const shifted = weights.map((weight) => -value * weight);
    return combination([...weights, ...shifted], [...this.#images, ...this.#vectors]);
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
    const vectors = pairs.map(({ weights }) => combination(weights, this.#vectors));
    this.#images = pairs.map(({ weights }) => combination(weights, this.#images));
    this.#vectors = vectors;
    this.#rows = pairs.map(({ value }, i) => [...Array.from({ length: i }, () => 0), value]);
    return pairs.map(({ value }, i) => {
      const weights = new Float64Array(pairs.length);
      weights[i] = 1;
      return { value, weights };
    });
  }
}
