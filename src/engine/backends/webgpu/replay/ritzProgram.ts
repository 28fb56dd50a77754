/**
 * One round of Rayleigh–Ritz: H times the newest basis vectors has arrived, so the projected matrix
 * grows by their rows and gives approximate eigenpairs. Their residuals become the next vectors of the
 * basis; after the last round, the pairs are kept and written into the ring.
 */
import { fusedProgram, type FusedProgram } from "../program.ts";
import { jacobiCode } from "./jacobi.ts";
import { eachEntry, orthonormalise, sums, THREADS, vectorCode } from "./linearAlgebra.ts";
import { HEAD, RING_LENGTH, ROUNDS, STATISTIC, type SpaceLayout } from "./space.ts";

/** Reads H times the newest vectors, and the gradient with the loss; writes into the space. */
export function ritzProgram(layout: SpaceLayout, round: number): FusedProgram {
  const { block, basisSizes, vectors } = layout;
  const old = basisSizes[round]!;
  const m = basisSizes[round + 1]!;
  const fresh = m - old;
  return fusedProgram({
    key: `brink_ritz_${layout.pairs}_${layout.headLength}_${round}`,
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
  let step = i32(result[${HEAD.step}]);
  let points = i32(result[${HEAD.points}]);
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
  ${round < ROUNDS - 1 ? continueWithResiduals(layout, m) : finish(layout, m)}
}`,
  });
}

/** Of the projected matrix, the leading pairs: `values`, and rows of weights in `chosen`. */
function choosePairs({ block, largestBasis }: SpaceLayout, old: number, m: number): string {
  const stored = (i: string, j: string) =>
    `result[${HEAD.matrix} + (${i}) * ${largestBasis} + ${j}]`;
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

/** Keep θ and the block in the slot of the step reached, and write its statistics. */
function finish(layout: SpaceLayout, m: number): string {
  const { pairs, block, vectors, statisticsLength } = layout;
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
  ${eachEntry(`result[reached + e] = result[at(${vectors.point}) + e];`)}
  for (var i = 0; i < ${block}; i++) {
    ${eachEntry(`
      var sum = 0.0;
      for (var j = 0; j < ${m}; j++) {
        sum += chosen[i * ${m} + j] * result[at(${vectors.basis} + j) + e];
      }
      result[reached + (1 + i) * d + e] = sum;`)}
  }
  if (thread == 0) {
    let place = at(${vectors.end}) + (step + 1) % ${RING_LENGTH} * ${statisticsLength};
    result[place + ${STATISTIC.step}] = f32(step + 1);
    result[place + ${STATISTIC.loss}] = gradient[d];
    result[place + ${STATISTIC.squaredGradient}] = norms[${pairs}];
    for (var i = 0; i < ${pairs}; i++) {
      result[place + ${STATISTIC.values} + i] = values[i];
      result[place + ${STATISTIC.values + pairs} + i] = sqrt(norms[i]);
    }
    result[${HEAD.step}] = f32(step + 1);
    result[${HEAD.points}] = f32(min(points + 1, 3));
  }`;
}
