/**
 * Samples × multiplications of a forward pass, at most, before samples are taken in groups. On the
 * processor a third derivative then takes about 40 ms, on a machine that multiplies matrices at 2 and at
 * 30 GFLOP/s, and messages come in between. Passes on a device do not hold up messages, but its driver
 * takes one of some seconds for a hang: this one is 40 GFLOP, half a second at 80 GFLOP/s.
 */
export const LONGEST_PASS = { float64: 4e6, wasm: 1e8, webgpu: 1e9 };
