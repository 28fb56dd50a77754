/** A training set in memory: n samples, row-major. */
export interface Dataset {
  /** n × inputSize, row-major. */
  inputs: Float64Array;
  /** n × outputSize, row-major. */
  targets: Float64Array;
  samples: number;
  inputSize: number;
  outputSize: number;
}
