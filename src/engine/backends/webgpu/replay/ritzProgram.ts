/**
 * One round of Rayleigh–Ritz: H times the newest basis vectors has arrived, so the projected matrix
 * grows by their rows and gives approximate eigenpairs. Their residuals become the next vectors of the
 * basis; after the last round, the pairs are kept.
 */
import { fusedProgram, type FusedProgram } from "../program.ts";
import { jacobiCode } from "./jacobi.ts";
import { eachEntry, orthonormalise, sums, THREADS, vectorCode } from "./linearAlgebra.ts";
import { MEASURED, type SpaceLayout } from "./space.ts";

/**
 * What the last round does with the point it measured. All keep its block in the slot of the next step
 * and as the first vectors of the basis, for a point near by. `step`: the step is made, and its numbers
 * go into the ring. `round`, `last-round`: they stay in the head; at the last, the step is made.
 */
export type Measuring = "step" | "round" | "last-round";

/**
 * Reads H times the newest vectors, and the gradient with the loss; writes into the space.
 * @param measuring null when another round follows.
 */
export function ritzProgram(
  layout: SpaceLayout,
  round: number,
  measuring: Measuring | null,
): FusedProgram {
  const { block, basisSizes, head, vectors } = layout;
  const old = basisSizes[round]!;
  const m = basisSizes[round + 1]!;
  const fresh = m - old;
  return fusedProgram({
    key: `brink_ritz_${layout.pairs}_${round}_${measuring ?? "on"}`,
    threads: THREADS,
    resultComponents: 1,
    buffers: { products: 1, gradient: 1 },
    code: `
${vectorCode(layout)}
${jacobiCode(m)}
var<workgroup> rows : array<f32, ${fresh * m}>;
var<workgroup> values : array<f32, ${block}>;
var<workgroup> chosen : array<f32, ${block * m}>;
var<workgroup> norms : array<f32, ${layout.pairs + 1}>;
${choosePairs(layout, old, m)}
fn residual(i : i32, e : i32) -> f32 {
  var sum = 0.0;
  for (var j = 0; j < ${m}; j++) {
    sum += chosen[i * ${m} + j]
      * (result[at(${vectors.images} + j) + e] - values[i] * result[at(${vectors.basis} + j) + e]);
  }
  return sum;
}
fn main() {
  let thread = i32(localIndex);
  let d = uniforms.parameterCount;
  let step = i32(result[${head.step}]);
  let points = i32(result[${head.points}]);
  for (var i = 0; i < ${fresh}; i++) {
    ${eachEntry(`result[at(${vectors.images + old} + i) + e] = products[i * d + e];`)}
  }
  // Products in single precision are symmetric only up to rounding: take the mean.
  ${sums(
    "rows",
    `${fresh * m}`,
    `let v = at(${vectors.basis + old} + k / ${m});
        let hv = at(${vectors.images + old} + k / ${m});
        let w = at(${vectors.basis} + k % ${m});
        let hw = at(${vectors.images} + k % ${m});`,
    "sum += 0.5 * (result[v + e] * result[hw + e] + result[w + e] * result[hv + e]);",
  )}
  if (thread == 0) {
    choosePairs();
  }
  workgroupBarrier();
  ${measuring === null ? continueWithResiduals(layout, m) : finish(layout, m, measuring)}
}`,
  });
}

/** Of the projected matrix, the leading pairs: `values`, and rows of weights in `chosen`. */
function choosePairs({ block, largestBasis, head }: SpaceLayout, old: number, m: number): string {
  const stored = (i: string, j: string) =>
    `result[${head.matrix} + (${i}) * ${largestBasis} + ${j}]`;
  return `
fn choosePairs() {
  for (var i = 0; i < ${m}; i++) {
    for (var j = 0; j <= i; j++) {
      if (i >= ${old}) {
        ${stored("i", "j")} = rows[(i - ${old}) * ${m} + j];
      }
      let entry = ${stored("i", "j")};
      matrix[i * ${m} + j] = entry;
      matrix[j * ${m} + i] = entry;
    }
  }
  var size = 0.0;
  for (var i = 0; i < ${m * m}; i++) {
    size = max(size, abs(matrix[i]));
  }
  for (var i = 0; i < ${m}; i++) {
    var ofRow = 0.0;
    for (var j = 0; j < ${m}; j++) {
      ofRow = max(ofRow, abs(matrix[i * ${m} + j]));
    }
    // The row of a vector that was left out as dependent: below all eigenvalues.
    if (ofRow == 0.0) {
      matrix[i * ${m} + i] = -${2 * m}.0 * size;
    }
  }
  diagonalise(1e-8 * size);
  for (var i = 0; i < ${block}; i++) {
    var best = 0;
    for (var j = 1; j < ${m}; j++) {
      if (matrix[j * ${m} + j] > matrix[best * ${m} + best]) {
        best = j;
      }
    }
    values[i] = matrix[best * ${m} + best];
    for (var j = 0; j < ${m}; j++) {
      chosen[i * ${m} + j] = rotation[j * ${m} + best];
    }
    matrix[best * ${m} + best] = -3.0e38;
  }
}`;
}

function continueWithResiduals(layout: SpaceLayout, m: number): string {
  return `
  for (var i = 0; i < ${layout.pairs}; i++) {
    ${eachEntry(`result[at(${layout.vectors.basis + m} + i) + e] = residual(i, e);`)}
  }
  ${orthonormalise(layout, m, layout.pairs)}`;
}

/** Keep θ and the block in the slot of the step reached, and the numbers where they are wanted. */
function finish(layout: SpaceLayout, m: number, measuring: Measuring): string {
  const { pairs, block, head, vectors } = layout;
  return `
  ${sums(
    "norms",
    `${pairs + 1}`,
    "",
    `if (k < ${pairs}) {
            let entry = residual(k, e);
            sum += entry * entry;
          } else {
            sum += gradient[e] * gradient[e];
          }`,
  )}
  let reached = at(slotOf(step + 1));
  ${eachEntry(`
    result[reached + e] = result[at(${vectors.point}) + e];
    var entries : array<f32, ${block}>;
    for (var i = 0; i < ${block}; i++) {
      // Summed apart: the array is not cleared for every entry on all drivers.
      var entry = 0.0;
      for (var j = 0; j < ${m}; j++) {
        entry += chosen[i * ${m} + j] * result[at(${vectors.basis} + j) + e];
      }
      entries[i] = entry;
    }
    for (var i = 0; i < ${block}; i++) {
      result[reached + (1 + i) * d + e] = entries[i];
      result[at(${vectors.basis} + i) + e] = entries[i];
    }`)}
  if (thread == 0) {
    let place = ${measuring === "step" ? "ringAt(step + 1) + 1" : head.measured};
    result[place + ${MEASURED.loss}] = gradient[d];
    result[place + ${MEASURED.squaredGradient}] = norms[${pairs}];
    for (var i = 0; i < ${pairs}; i++) {
      result[place + ${MEASURED.values} + i] = values[i];
      result[place + ${MEASURED.values + pairs} + i] = sqrt(norms[i]);
    }
    ${measuring === "step" ? "result[ringAt(step + 1)] = f32(step + 1);" : ""}
    ${
      measuring === "round"
        ? ""
        : `result[${head.step}] = f32(step + 1);
    result[${head.points}] = f32(min(points + 1, 3));`
    }
  }`;
}
