/** An experiment in words, for captions and comments. */
import { formatStep } from "../charts/format.ts";
import { describeValue } from "../model/schema/fault.ts";
import type { DataSource, Experiment } from "../model/experiment.ts";
import { classWords, LOSS_NAMES, networkName, startName, subscript } from "./experimentNames.ts";
import { optimizerWords } from "./optimizerWords.ts";

function dataWords(data: DataSource): string {
  switch (data.kind) {
    case "chebyshev":
      return `${formatStep(data.samples)} points of T${subscript(data.degree)}`;
    case "cifar10":
      return `${formatStep(data.samples)} images of CIFAR-10${classWords(data)} at ${data.side} × ${data.side}`;
    case "file":
      return `${formatStep(data.samples)} rows of ${describeValue(data.files[0]?.name ?? "")}`;
    case "inline":
      return `${formatStep(data.inputs.length)} given points`;
    case "mnist":
    case "fashion-mnist": {
      const name = data.kind === "mnist" ? "MNIST" : "Fashion-MNIST";
      return `${formatStep(data.samples)} images of ${name} at ${data.side} × ${data.side}`;
    }
  }
}

/** `1–32–32–1 tanh network, 20 points of T₅, mean squared error, seed 0`. */
export function experimentWords(experiment: Experiment): string {
  const { data, loss, init, optimizer } = experiment;
  const rule = optimizer === undefined ? [] : [optimizerWords(optimizer)];
  const words = [networkName(experiment), dataWords(data), LOSS_NAMES[loss], startName(init)];
  return [...words, ...rule].join(", ");
}

/** `0.1` or `0.1, then 0.05 from step 500`, as far as the run has come. */
export function learningRateWords(experiment: Experiment, lastStep: number): string {
  const changes = experiment.learningRateChanges.filter(({ step }) => step <= lastStep);
  const later = changes.map(
    ({ step, learningRate }) => `, then ${learningRate} from step ${formatStep(step)}`,
  );
  return `${experiment.learningRate}${later.join("")}`;
}
