import type { Tensor1D, WebgpuProgram } from "../../tf.ts";

/** A WGSL program, for networks of any size. */
export interface FusedProgram {
  key: string;
  threads: number;
  /** Numbers that make one element of the result. */
  resultComponents: 1 | 4;
  /** Buffers it reads, by name, and numbers that make one element of each. */
  reads: [name: string, components: 1 | 4][];
  code: string;
}

/** What a program is told about the network and the dispatch. */
export interface FusedUniforms {
  /** n */
  samples: number;
  /** Fours of samples in a state. */
  fours: number;
  layerCount: number;
  /** T: the outputs of all layers. */
  width: number;
  /** d */
  parameterCount: number;
  /** Workgroups for one direction. */
  across: number;
  /** Where θ and the first direction begin in their buffers. */
  pointAt: number;
  directionsAt: number;
}

const UNIFORMS: (keyof FusedUniforms)[] = [
  "samples",
  "fours",
  "layerCount",
  "width",
  "parameterCount",
  "across",
  "pointAt",
  "directionsAt",
];

/** A program with all it works on but the vector it writes. */
export interface FusedCall {
  program: FusedProgram;
  buffers: Record<string, Tensor1D>;
  uniforms: FusedUniforms;
  /** Numbers in the result. */
  length: number;
  directions: number;
}

/**
 * @param parts `code` defines `main`, reads some of `buffers` and at least one of `FusedUniforms`,
 * and writes `result`.
 */
export function fusedProgram(
  parts: Omit<FusedProgram, "reads"> & { buffers: Record<string, 1 | 4> },
): FusedProgram {
  const { buffers, ...program } = parts;
  // A buffer that is bound but not read is a validation error, and the result would be zero.
  const reads = Object.entries(buffers).filter(([name]) => program.code.includes(`${name}[`));
  return { ...program, reads };
}

/**
 * What TensorFlow.js runs: a new object each time, because it writes into it and compiles it again when
 * it is used twice.
 */
export function prepareRun({ program: fused, buffers, uniforms, length, directions }: FusedCall) {
  const { key, threads, resultComponents, reads, code } = fused;
  const program: WebgpuProgram = {
    shaderKey: key,
    variableNames: reads.map(([name]) => name),
    variableComponents: reads.map(([, components]) => components),
    outputComponent: resultComponents,
    outputShape: [length],
    uniforms: UNIFORMS.map((name) => `${name} : i32,`).join(" "),
    workgroupSize: [threads, 1, 1],
    // Flat, also for several directions: another shape would be compiled anew.
    dispatch: [uniforms.across * directions, 1, 1],
    // With y, `main` takes no arguments, and too many workgroups are an error.
    dispatchLayout: { x: [0], y: [0] },
    getUserCode: () => code,
  };
  return {
    program,
    inputs: reads.map(([name]) => buffers[name]!),
    uniforms: UNIFORMS.map((name) => ({ type: "int32" as const, data: [uniforms[name]] })),
  };
}
