/**
 * Subtracts from each channel its mean over all rows and divides by its standard deviation (over n, not
 * n − 1), in place. A channel that is constant becomes zero.
 * @param inputs rows of `channels` equal blocks
 */
export function standardise(inputs: Float64Array, inputSize: number, channels: number): void {
  const block = inputSize / channels;
  const samples = inputs.length / inputSize;
  for (let channel = 0; channel < channels; channel++) {
    const each = (visit: (value: number, at: number) => void) => {
      for (let i = 0; i < samples; i++) {
        const start = i * inputSize + channel * block;
        for (let at = start; at < start + block; at++) visit(inputs[at]!, at);
      }
    };
    let sum = 0;
    let first = NaN;
    let isConstant = true;
    each((value) => {
      sum += value;
      if (Number.isNaN(first)) first = value;
      isConstant &&= value === first;
    });
    // Rounding in the sum would leave a constant with a deviation of its own.
    const mean = isConstant ? first : sum / (samples * block);
    let squares = 0;
    each((value) => {
      squares += (value - mean) ** 2;
    });
    const deviation = Math.sqrt(squares / (samples * block)) || 1;
    each((value, at) => {
      inputs[at] = (value - mean) / deviation;
    });
  }
}
