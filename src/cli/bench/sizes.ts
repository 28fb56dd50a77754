/** The network sizes of the benchmark; all tanh, mean squared error, with bias. */

export const SIZE_NAMES = ["tiny", "wide100", "wide200", "small", "medium"] as const;
export type SizeName = (typeof SIZE_NAMES)[number];

export interface NetworkSize {
  /** n, training samples. */
  samples: number;
  /** [inputs, …hidden, outputs] */
  widths: readonly number[];
}

export const NETWORK_SIZES: Record<SizeName, NetworkSize> = {
  tiny: { samples: 20, widths: [1, 30, 20, 1] },
  wide100: { samples: 20, widths: [1, 100, 100, 1] },
  wide200: { samples: 20, widths: [1, 200, 200, 1] },
  small: { samples: 256, widths: [64, 64, 64, 10] },
  medium: { samples: 1000, widths: [784, 100, 100, 10] },
};
