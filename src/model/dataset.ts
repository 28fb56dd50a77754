/** A training set in memory: n samples, row-major. */
export interface Dataset {
  /** n × inputSize, row-major; images as channel after channel of rows. */
  inputs: Float64Array;
  /** n × outputSize, row-major. */
  targets: Float64Array;
  samples: number;
  inputSize: number;
  outputSize: number;
  /** Where a row is an image: its entries are [channel][row][column], row-major. */
  readonly image?: { readonly channels: number; readonly height: number; readonly width: number };
}

export type ImageShape = NonNullable<Dataset["image"]>;
