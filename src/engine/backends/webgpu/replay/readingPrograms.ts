/**
 * What a row shows of θ† and the predictions once every track has made its step: the run and both
 * predictions relative to θ†, the loss along u, ∇⁴L(u,u,u,u); all written into the ring of θ†.
 */
import { QUARTIC_REACH } from "../../../tracks/quartic.ts";
import { fusedProgram, type FusedProgram } from "../program.ts";
import { curveNumber, curveProduct } from "./centerPrograms.ts";
import { eachEntry, sums, THREADS, vectorCode } from "./linearAlgebra.ts";
import { PRODUCTS, CURVE, type SpaceLayout } from "./space.ts";

/** Which two vectors each of `PRODUCTS` multiplies; v is θ − θ†, `drift` v − v̂, `flow` flow − θ†. */
const FACTORS: Record<(typeof PRODUCTS)[number], [string, string]> = {
  runX: ["v", "u"],
  runY: ["v", "perpendicular"],
  runSquared: ["v", "v"],
  predictedX: ["predicted", "u"],
  predictedY: ["predicted", "perpendicular"],
  predictedSquared: ["predicted", "predicted"],
  cubicX: ["cubic", "u"],
  cubicY: ["cubic", "perpendicular"],
  cubicSquared: ["cubic", "cubic"],
  predictionErrorSquared: ["(v - predicted)", "(v - predicted)"],
  cubicErrorSquared: ["(v - cubic)", "(v - cubic)"],
  gradientAlongPrediction: ["gradient[e]", "predicted"],
  gradientAlongU: ["gradient[e]", "u"],
  flowDistanceSquared: ["toFlow", "toFlow"],
};

/**
 * Places everything relative to θ†, and says where to look next: at θ† + x̂u, and along v̂ − x̂u and the
 * cubic v̂. Reads the gradient at θ†, and the points of the spaces `run` and `flow`, which begin at
 * `pointAt` and `directionsAt`.
 */
export function placeProgram(layout: SpaceLayout): FusedProgram {
  const { head, vectors } = layout;
  const terms = PRODUCTS.map(
    (name, i) => `case ${i}: { sum += ${FACTORS[name].join(" * ")}; }`,
  ).join("\n            ");
  return fusedProgram({
    key: `brink_place_${layout.pairs}`,
    threads: THREADS,
    resultComponents: 1,
    buffers: { gradient: 1, run: 1, flow: 1 },
    code: `
${vectorCode(layout)}
var<workgroup> inner : array<f32, ${PRODUCTS.length}>;
fn main() {
  let thread = i32(localIndex);
  let d = uniforms.parameterCount;
  ${sums(
    "inner",
    `${PRODUCTS.length}`,
    "",
    `let point = result[at(${vectors.point}) + e];
          let v = run[uniforms.pointAt + e] - point;
          let toFlow = flow[uniforms.directionsAt + e] - point;
          let u = result[at(${vectors.top}) + e];
          let perpendicular = result[at(${vectors.perpendicular}) + e];
          let predicted = result[at(${vectors.predicted}) + e];
          let cubic = result[at(${vectors.cubic}) + e];
          switch (k) {
            ${terms}
            default: {}
          }`,
  )}
  let x = inner[${PRODUCTS.indexOf("predictedX")}];
  ${eachEntry(`
    let alongU = x * result[at(${vectors.top}) + e];
    result[at(${vectors.probe}) + e] = result[at(${vectors.point}) + e] + alongU;
    result[at(${vectors.directions}) + e] = result[at(${vectors.predicted}) + e] - alongU;
    result[at(${vectors.directions + 1}) + e] = result[at(${vectors.cubic}) + e];`)}
  if (thread < ${PRODUCTS.length}) {
    result[${head.curve + CURVE.products} + thread] = inner[thread];
  }
}`,
  });
}

/** Makes the probe θ† ± 0.3 δ u. */
export function quarticPointProgram(layout: SpaceLayout, sign: 1 | -1): FusedProgram {
  const { vectors } = layout;
  return fusedProgram({
    key: `brink_quartic_point_${layout.pairs}_${sign}`,
    threads: THREADS,
    resultComponents: 1,
    buffers: {},
    code: `
${vectorCode(layout)}
fn main() {
  let thread = i32(localIndex);
  let d = uniforms.parameterCount;
  let size = ${QUARTIC_REACH * sign} * ${curveNumber(layout, "delta")};
  ${eachEntry(`result[at(${vectors.probe}) + e] =
      result[at(${vectors.point}) + e] + size * result[at(${vectors.top}) + e];`)}
}`,
  });
}

/** Keeps u·∇²L u of the probe. Reads the product. */
export function quarticProgram(layout: SpaceLayout, sign: 1 | -1): FusedProgram {
  const number = curveNumber(layout, sign > 0 ? "curvatureAbove" : "curvatureBelow");
  return fusedProgram({
    key: `brink_quartic_${layout.pairs}_${sign}`,
    threads: THREADS,
    resultComponents: 1,
    buffers: { products: 1 },
    code: `
${vectorCode(layout)}
var<workgroup> inner : array<f32, 1>;
fn main() {
  let thread = i32(localIndex);
  let d = uniforms.parameterCount;
  ${sums("inner", "1", "", `sum += products[e] * result[at(${layout.vectors.top}) + e];`)}
  if (thread == 0) {
    ${number} = inner[0];
  }
}`,
  });
}

/** The profile of L along u, and all numbers into the ring. Reads gradient and loss at θ† + x̂u. */
export function readoutProgram(layout: SpaceLayout): FusedProgram {
  const { head, statisticsLength, vectors } = layout;
  return fusedProgram({
    key: `brink_readout_${layout.pairs}`,
    threads: THREADS,
    resultComponents: 1,
    buffers: { probeGradient: 1 },
    code: `
${vectorCode(layout)}
var<workgroup> inner : array<f32, 1>;
fn main() {
  let thread = i32(localIndex);
  let d = uniforms.parameterCount;
  ${sums("inner", "1", "", `sum += probeGradient[e] * result[at(${vectors.top}) + e];`)}
  if (thread == 0) {
    ${curveNumber(layout, "profile")} = inner[0] - ${curveProduct(layout, "gradientAlongU")};
    ${curveNumber(layout, "probeLoss")} = probeGradient[d];
    let step = result[${head.step}];
    let place = ringAt(i32(step));
    result[place] = step;
    for (var i = 1; i < ${statisticsLength}; i++) {
      result[place + i] = result[${head.measured - 1} + i];
    }
  }
}`,
  });
}
