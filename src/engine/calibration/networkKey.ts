import type { Problem } from "../prepareRun.ts";

/** What the cost of a step depends on, as a text: equal texts cost the same. */
export function networkKey({ description, dataset, experiment }: Problem): string {
  const { sizes, bias, activation, loss } = description;
  return [
    sizes.join("-"),
    bias ? "bias" : "no bias",
    activation,
    loss,
    `n=${dataset.samples}`,
    `k=${experiment.eigenvalues}`,
    ...(experiment.optimizer === undefined ? [] : [experiment.optimizer.kind]),
  ].join(" ");
}
