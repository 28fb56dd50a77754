/**
 * Coefficient ε^order of ∇L, all layers in one program: Σᵢ ∂L/∂zᵢᵀ h₍order−i₎ for each weight matrix,
 * the same with h = 1 for each bias, and the loss as a bias whose adjoint is each sample's share.
 */
import { BASE_MATRICES, LANES, MATRIX, TANGENT_MATRICES } from "./fusedNetwork.ts";
import type { FusedNetwork } from "./fusedNetwork.ts";
import { fusedProgram, type FusedProgram } from "./program.ts";

/** Side of the square of entries one workgroup computes, and samples it has at hand at a time. */
const TILE = 16;

/** Numbers of one piece in the table `pieces`. */
const PIECE_STRIDE = 7;

/** What a piece's h is. */
const SOURCE = { inputs: 0, ones: 1, values: 2 } as const;

/** One matrix of the gradient, outputs × columns. */
interface Piece {
  outputs: number;
  columns: number;
  /** Where it begins in the gradient. */
  begin: number;
  source: keyof typeof SOURCE;
  /** Where ∂L/∂z and h begin in a state, in numbers of one sample. */
  adjointAt: number;
  valueAt: number;
}

export interface GradientPieces {
  /** For each piece one past its last tile, then the piece. */
  table: Int32Array;
  tiles: number;
}

/** The matrices in the order of the flat parameters, then the loss, of one tile. */
export function gradientPieces({ layers, width, parameterCount }: FusedNetwork): GradientPieces {
  const rows: number[][] = [];
  let tiles = 0;
  const push = (piece: Piece) => {
    const { outputs, columns, begin, source, adjointAt, valueAt } = piece;
    tiles += Math.ceil(outputs / TILE) * Math.ceil(columns / TILE);
    rows.push([tiles, outputs, columns, begin, SOURCE[source], adjointAt, valueAt]);
  };
  for (const [l, { inputs, outputs, weightOffset, biasOffset, start }] of layers.entries()) {
    const weights: Piece = {
      outputs,
      columns: inputs,
      begin: weightOffset,
      source: l === 0 ? "inputs" : "values",
      adjointAt: MATRIX.adjoint * width + start,
      // The layer before this one ends where this one starts, and its outputs are the inputs here.
      valueAt: MATRIX.value * width + start - inputs,
    };
    push(weights);
    if (biasOffset !== null) push({ ...weights, columns: 1, begin: biasOffset, source: "ones" });
  }
  const lossAt = BASE_MATRICES * width;
  const loss = { outputs: 1, columns: 1, begin: parameterCount, adjointAt: lossAt, valueAt: 0 };
  push({ ...loss, source: "ones" });
  return { table: Int32Array.from(rows.flat()), tiles };
}

/** Reads pieces, inputs, base and, from order 1, tangent. */
export function gradientPass(order: 0 | 1 | 2): FusedProgram {
  const coefficients = Array.from({ length: order + 1 }, (_, c) => c);
  const each = (line: (c: number) => string) => coefficients.map(line).join("\n    ");
  // `place` is where a matrix of the base state begins; the tangents' lie in the same order.
  const value = (c: number, place: string, columns: string, column: string) =>
    c === 0
      ? `base[lane(${place}, ${columns}, sample) + ${LANES} * (${column})]`
      : `tangent[slice + lane(${place} + ${(c - 1) * TANGENT_MATRICES} * uniforms.width, ${columns}, sample)
          + ${LANES} * (${column})]`;
  const code = `
${each((c) => `var<workgroup> adjoint${c} : array<f32, ${TILE * TILE}>;`)}
${each((c) => `var<workgroup> factor${c} : array<f32, ${TILE * TILE}>;`)}
fn lane(place : i32, columns : i32, sample : i32) -> i32 {
  return ${LANES} * (place * uniforms.fours + sample / ${LANES} * columns) + sample % ${LANES};
}
fn main() {
  let direction = i32(workgroupId.x) / uniforms.across;
  let slice = direction * ${LANES * order * TANGENT_MATRICES} * uniforms.width * uniforms.fours;
  let ofAll = i32(workgroupId.x) % uniforms.across;
  var piece = 0;
  while (ofAll >= pieces[piece]) {
    piece += ${PIECE_STRIDE};
  }
  let outputs = pieces[piece + 1];
  let columns = pieces[piece + 2];
  let begin = pieces[piece + 3];
  let source = pieces[piece + 4];
  let adjointAt = pieces[piece + 5];
  let valueAt = pieces[piece + 6];
  // Counted from the end of the piece, which is what the table has.
  let tile = pieces[piece] - 1 - ofAll;
  let across = (columns + ${TILE - 1}) / ${TILE};
  let firstOutput = tile / across * ${TILE};
  let firstColumn = tile % across * ${TILE};
  let x = i32(localIndex) % ${TILE};
  let y = i32(localIndex) / ${TILE};
  var total = 0.0;
  for (var s = 0; s < uniforms.samples; s += ${TILE}) {
    let sample = s + y;
    ${each((c) => `var d${c} = 0.0;`)}
    ${each((c) => `var h${c} = 0.0;`)}
    if (sample < uniforms.samples && firstOutput + x < outputs) {
      ${each((c) => `d${c} = ${value(c, "adjointAt", "outputs", "firstOutput + x")};`)}
    }
    if (sample < uniforms.samples && firstColumn + x < columns) {
      if (source == ${SOURCE.inputs}) {
        h0 = inputs[lane(0, columns, sample) + ${LANES} * (firstColumn + x)];
      } else if (source == ${SOURCE.ones}) {
        h0 = 1.0;
      } else {
        ${each((c) => `h${c} = ${value(c, "valueAt", "columns", "firstColumn + x")};`)}
      }
    }
    ${each((c) => `adjoint${c}[localIndex] = d${c};`)}
    ${each((c) => `factor${c}[localIndex] = h${c};`)}
    workgroupBarrier();
    // Sums of sums: errors grow with the number of tiles, not of samples.
    var sum = 0.0;
    for (var q = 0; q < ${TILE}; q++) {
      sum += ${coefficients
        .map((c) => `adjoint${c}[q * ${TILE} + y] * factor${order - c}[q * ${TILE} + x]`)
        .join(" + ")};
    }
    total += sum;
    workgroupBarrier();
  }
  if (firstOutput + y < outputs && firstColumn + x < columns) {
    result[direction * uniforms.parameterCount + begin
      + (firstOutput + y) * columns + firstColumn + x] = total;
  }
}`;
  return fusedProgram({
    key: `brink_gradient${order}`,
    threads: TILE * TILE,
    resultComponents: 1,
    buffers: { pieces: 1, inputs: 1, base: 1, tangent: 1 },
    code,
  });
}
