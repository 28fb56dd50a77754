/** The training set as lines of the script. */
import type { Dataset } from "../../model/dataset.ts";
import type { DataSource } from "../../model/experiment.ts";
import { inlineNumbers } from "./inlineNumbers.ts";

function chebyshevLines(degree: number, samples: number): string[] {
  const x = samples === 1 ? "-1.0" : `-1 + 2 * i / ${samples - 1}`;
  return [
    `x = torch.tensor([[${x}] for i in range(${samples})])`,
    "y, following = torch.ones_like(x), x",
    `for _ in range(${degree}):  # the Chebyshev polynomial of this degree`,
    "    y, following = following, 2 * x * following - y",
  ];
}

/** Pixels as bytes where that gives the inputs exactly, which it does for images. */
function inputExpression(inputs: Float64Array, scale: number): string {
  const pixels = inputs.map((value) => Math.round((value / scale) * 255));
  const isExact = inputs.every((value, i) => (pixels[i]! / 255) * scale === value);
  return isExact ? `${inlineNumbers(pixels)} / 255 * ${scale}` : inlineNumbers(inputs);
}

/** Lines that define `x` (n × inputs) and `y` (n × outputs). */
export function dataLines(source: DataSource, dataset: Dataset): string[] {
  if (source.kind === "chebyshev") return chebyshevLines(source.degree, source.samples);
  const { inputs, targets, samples, inputSize, outputSize } = dataset;
  const x = "scale" in source ? inputExpression(inputs, source.scale) : inlineNumbers(inputs);
  return [
    `x = (${x}).view(${samples}, ${inputSize})`,
    `y = (${inlineNumbers(targets)}).view(${samples}, ${outputSize})`,
  ];
}
