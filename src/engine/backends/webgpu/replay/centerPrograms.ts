/**
 * θ† on the GPU: leaving one center for the next, and its projection rounds. The formulas are those of
 * `tracks/center.ts`, `tracks/constrainedTrajectory.ts` and `tracks/prediction.ts`.
 */
import { fusedProgram, type FusedProgram } from "../program.ts";
import { eachEntry, sums, THREADS, vectorCode } from "./linearAlgebra.ts";
import { CURVE, MEASURED, PRODUCTS, type SpaceLayout } from "./space.ts";
import { CONTROL } from "./stepProgram.ts";

/** WGSL that names numbers of the head. */
export function curveNumber({ head }: SpaceLayout, name: keyof typeof CURVE): string {
  return `result[${head.curve + CURVE[name]}]`;
}
export function curveProduct({ head }: SpaceLayout, name: (typeof PRODUCTS)[number]): string {
  return `result[${head.curve + CURVE.products + PRODUCTS.indexOf(name)}]`;
}

/**
 * Both predictions leave θ†_t: all of their update but the step of θ† itself. Reads H times the two
 * `directions`, the gradient at θ†_t and η.
 */
export function leaveProgram(layout: SpaceLayout): FusedProgram {
  const { vectors } = layout;
  const product = (name: (typeof PRODUCTS)[number]) => curveProduct(layout, name);
  return fusedProgram({
    key: `brink_leave_${layout.pairs}`,
    threads: THREADS,
    resultComponents: 1,
    buffers: { products: 1, gradient: 1, control: 1 },
    code: `
${vectorCode(layout)}
fn main() {
  let thread = i32(localIndex);
  let d = uniforms.parameterCount;
  let eta = control[${CONTROL.learningRate}];
  let x = ${product("predictedX")};
  let cubicX = ${product("cubicX")};
  let delta = ${curveNumber(layout, "delta")};
  let alongU = ${curveNumber(layout, "profile")} + x * ${product("predictedY")};
  let cubicAlongU = cubicX * ${product("cubicY")};
  let push = 0.5 * x * x;
  let cubicPush = 0.5 * (cubicX * cubicX - delta * delta);
  ${eachEntry(`
    let u = result[at(${vectors.top}) + e];
    let perpendicular = result[at(${vectors.perpendicular}) + e];
    result[at(${vectors.predicted}) + e] -=
      eta * (gradient[e] + products[e] + alongU * u + push * perpendicular);
    result[at(${vectors.cubic}) + e] -=
      eta * (cubicPush * perpendicular + products[d + e] + cubicAlongU * u);`)}
  workgroupBarrier();
  if (thread == 0) {
    ${curveNumber(layout, "worstResidual")} = 0.0;
  }
}`,
  });
}

/**
 * The center where the point is, once its eigenpairs and ∇³L(u, u) are known. A round that is not the
 * last moves the point towards the stable set; the last lets the default prediction follow the step of
 * θ†. Reads half of ∇³L(u, u), the gradient and η.
 */
export function centerProgram(layout: SpaceLayout, isLast: boolean): FusedProgram {
  const { head, vectors, pairs } = layout;
  const sharpness = `result[${head.measured + MEASURED.values}]`;
  const residualNorm = `result[${head.measured + MEASURED.values + pairs}]`;
  return fusedProgram({
    key: `brink_center_${layout.pairs}_${isLast ? "last" : "round"}`,
    threads: THREADS,
    resultComponents: 1,
    buffers: { third: 1, gradient: 1, control: 1 },
    code: `
${vectorCode(layout)}
var<workgroup> alongU : array<f32, 3>;
var<workgroup> across : array<f32, 3>;
fn main() {
  let thread = i32(localIndex);
  let d = uniforms.parameterCount;
  let step = i32(result[${head.step}]);
  let u = at(${vectors.basis});
  let top = at(${vectors.top});
  let perpendicular = at(${vectors.perpendicular});
  let point = at(${vectors.point});
  ${sums(
    "alongU",
    "3",
    "",
    `if (k == 0) {
            sum += result[u + e] * result[top + e];
          } else if (k == 1) {
            sum += 2.0 * third[e] * result[u + e];
          } else {
            sum += gradient[e] * result[u + e];
          }`,
  )}
  // u keeps its sign, and with it ∇S·u; ∇³L(u, u) has none.
  let turn = select(-1.0, 1.0, alongU[0] >= 0.0);
  ${eachEntry(`
    result[top + e] = turn * result[u + e];
    result[perpendicular + e] = 2.0 * third[e] - alongU[1] * result[u + e];`)}
  let before = at(slotOf(step + 2)) + d;
  ${sums(
    "across",
    "3",
    "",
    `if (k == 0) {
            sum -= gradient[e] * result[perpendicular + e];
          } else if (k == 1) {
            sum += result[perpendicular + e] * result[perpendicular + e];
          } else {
            sum += result[before + e] * result[u + e];
          }`,
  )}
  let sharpness = ${sharpness};
  let residual = ${residualNorm} / abs(sharpness);
  let alpha = across[0];
  let beta = across[1];
  ${isLast ? follow(layout) : newton()}
  workgroupBarrier();
  if (thread == 0) {
    let worst = ${curveNumber(layout, "worstResidual")};
    ${curveNumber(layout, "worstResidual")} = select(residual, worst, worst > residual);
    ${isLast ? keepNumbers(layout) : ""}
  }
}`,
  });
}

/** One Newton step on S = 2/η along ∇S⊥, one-sided, and one on u·∇L = 0 along u. */
function newton(): string {
  return `
  let edge = 2.0 / control[${CONTROL.learningRate}];
  let excess = max(0.0, sharpness - edge);
  let down = select(0.0, excess / beta, excess > 0.0 && beta > 0.0);
  let sideways = alongU[2] / max(sharpness, edge / 4.0);
  ${eachEntry(
    "result[point + e] -= down * result[perpendicular + e] + sideways * result[u + e];",
  )}`;
}

/** The previous center is in the slot of the step before. */
function follow({ vectors }: SpaceLayout): string {
  return `
  ${eachEntry(
    `result[at(${vectors.predicted}) + e] -= result[point + e] - result[before - d + e];`,
  )}`;
}

function keepNumbers(layout: SpaceLayout): string {
  return `
    ${curveNumber(layout, "alpha")} = alpha;
    ${curveNumber(layout, "beta")} = beta;
    ${curveNumber(layout, "delta")} = select(0.0, sqrt(max(0.0, 2.0 * alpha / beta)), beta > 0.0);
    ${curveNumber(layout, "slope")} = turn * alongU[1];
    ${curveNumber(layout, "overlap")} = abs(across[2]);`;
}
