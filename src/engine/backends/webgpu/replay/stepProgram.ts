/**
 * A step of the point along −∇L, and the block that the eigen-solver starts with there, extrapolated as
 * in `warmStart.ts` and made orthonormal.
 */
import { fusedProgram, type FusedProgram } from "../program.ts";
import { eachEntry, orthonormalise, sums, THREADS, vectorCode } from "./linearAlgebra.ts";
import type { SpaceLayout } from "./space.ts";

/** Numbers in the buffer `control`: η, and the size of a sub-step of gradient flow. */
export const CONTROL = { learningRate: 0, flowStep: 1 } as const;

/** Reads the gradient at the point, and `control`; writes into the space. */
export function stepProgram(layout: SpaceLayout, size: keyof typeof CONTROL): FusedProgram {
  const { block, head, vectors } = layout;
  return fusedProgram({
    key: `brink_step_${layout.pairs}_${size}`,
    threads: THREADS,
    resultComponents: 1,
    buffers: { gradient: 1, control: 1 },
    code: `
${vectorCode(layout)}
${COMBINATION}
var<workgroup> inner : array<f32, 5>;
var<workgroup> overlaps : array<f32, ${2 * block}>;
var<workgroup> weights : array<f32, 2>;
fn main() {
  let thread = i32(localIndex);
  let d = uniforms.parameterCount;
  let step = i32(result[${head.step}]);
  let points = i32(result[${head.points}]);
  let now = at(slotOf(step));
  // The slots of steps t − 1 and t − 2, modulo 3.
  let before = at(slotOf(step + 2));
  let earlier = at(slotOf(step + 1));
  let next = at(${vectors.point});
  ${eachEntry(`result[next + e] -= control[${CONTROL[size]}] * gradient[e];`)}
  // a·a, a·b, b·b, a·c, b·c for the ways a, b from the last point to the two before, and c to the next.
  ${sums(
    "inner",
    "5",
    `let left = select(before, earlier, k == 2 || k == 4);
        let right = select(select(next, earlier, k == 1 || k == 2), before, k == 0);`,
    "sum += (result[left + e] - result[now + e]) * (result[right + e] - result[now + e]);",
  )}
  ${sums(
    "overlaps",
    `${2 * block}`,
    `let own = (1 + k % ${block}) * d;
        let other = select(before, earlier, k >= ${block});`,
    "sum += result[now + own + e] * result[other + own + e];",
  )}
  if (thread == 0) {
    let found = combination(points, inner[0], inner[1], inner[2], inner[3], inner[4]);
    weights[0] = found.x;
    weights[1] = found.y;
  }
  workgroupBarrier();
  for (var i = 0; i < ${block}; i++) {
    let own = (1 + i) * d;
    let overlap = vec2<f32>(overlaps[i], overlaps[${block} + i]);
    var weight = vec2<f32>(weights[0], weights[1]);
    // Pairs that traded places, or belong to a cluster, have no common line.
    let isLost = (weight.x != 0.0 && abs(overlap.x) < 0.9)
      || (weight.y != 0.0 && abs(overlap.y) < 0.9);
    weight = select(weight, vec2<f32>(0.0), isLost);
    let rest = 1.0 - weight.x - weight.y;
    weight *= select(vec2<f32>(-1.0), vec2<f32>(1.0), overlap >= vec2<f32>(0.0));
    ${eachEntry(`result[at(${vectors.basis} + i) + e] = rest * result[now + own + e]
      + weight.x * result[before + own + e] + weight.y * result[earlier + own + e];`)}
  }
  ${orthonormalise(layout, 0, block)}
}`,
  });
}

/** The least squares of `warmStart.ts` with its limits; single precision tells less dependence apart. */
const COMBINATION = `
fn combination(points : i32, aa : f32, ab : f32, bb : f32, ac : f32, bc : f32) -> vec2<f32> {
  if (points > 2) {
    let determinant = aa * bb - ab * ab;
    let trace = aa + bb;
    if (determinant > 1e-5 * trace * trace) {
      let both = vec2<f32>(bb * ac - ab * bc, aa * bc - ab * ac) / determinant;
      if (abs(both.x) + abs(both.y) <= 4.0) {
        return both;
      }
    }
  }
  if (points > 1 && aa > 0.0) {
    return vec2<f32>(clamp(ac / aa, -1.5, 1.5), 0.0);
  }
  return vec2<f32>(0.0);
}`;

/** A sub-step of gradient flow, of which only the last is measured. Reads what `stepProgram` reads. */
export function substepProgram(layout: SpaceLayout): FusedProgram {
  return fusedProgram({
    key: `brink_substep_${layout.pairs}`,
    threads: THREADS,
    resultComponents: 1,
    buffers: { gradient: 1, control: 1 },
    code: `
fn main() {
  let d = uniforms.parameterCount;
  let e = i32(workgroupId.x) * ${THREADS} + i32(localIndex);
  if (e < d) {
    let point = ${layout.headLength} + ${layout.vectors.point} * d;
    result[point + e] -= control[${CONTROL.flowStep}] * gradient[e];
  }
}`,
  });
}
