/** Limits of an experiment (contract, version 1). They are also what a link may ask of a browser. */
export const MAX_PARAMETERS = 2e7;
export const MAX_SAMPLES = 1e5;
export const MAX_DEGREE = 20;
export const MAX_HIDDEN_LAYERS = 8;
export const MAX_WIDTH = 4096;
export const MAX_CONVOLUTIONS = 6;
export const MAX_CHANNELS = 512;
export const MAX_LEARNING_RATE = 1000;
export const MAX_NUDGE = 10;
export const MAX_STEPS = 1e7;
export const MAX_EIGENVALUES = 6;
/** Seeds are 32-bit, as the generator's. */
export const MAX_SEED = 2 ** 32 - 1;
export const MAX_GAIN = 1000;
export const MAX_SCALE = 1000;
/** Images of each data set that ship with the app. */
export const SHIPPED_IMAGES = 2000;
/** A row of inline inputs is at most [channel][row][column]. */
export const MAX_INPUT_NESTING = 3;
