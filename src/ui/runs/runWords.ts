/** How kept runs are written. */
import { formatSignificant, formatStep } from "../../charts/format.ts";
import { describeValue } from "../../model/schema/fault.ts";
import type { DataSource, Experiment } from "../../model/experiment.ts";
import type { RunSummary } from "../../session/runs/keptRun.ts";
import { activationName, startName, subscript, widthsName } from "../../share/experimentNames.ts";

const rate = (value: number) => formatSignificant(value, 4);

/** η = 0.1; η = 0.1 → 0.05; η = 0.1 → … → 0.02 */
export function learningRateWords(experiment: Experiment, rows = Infinity): string {
  const { learningRate, learningRateChanges } = experiment;
  const applied = learningRateChanges.filter(({ step }) => step < rows);
  const last = applied.at(-1);
  if (last === undefined) return `η = ${rate(learningRate)}`;
  const between = applied.length > 1 ? "… → " : "";
  return `η = ${rate(learningRate)} → ${between}${rate(last.learningRate)}`;
}

function networkWords(experiment: Experiment): string {
  return `${widthsName(experiment)} ${activationName(experiment.model)}`;
}

function dataWords(data: DataSource): string {
  switch (data.kind) {
    case "chebyshev":
      return `${formatStep(data.samples)} points of T${subscript(data.degree)}`;
    case "mnist":
      return `${formatStep(data.samples)} MNIST images`;
    case "fashion-mnist":
      return `${formatStep(data.samples)} Fashion-MNIST images`;
    case "cifar10":
      return `${formatStep(data.samples)} CIFAR-10 images`;
    case "file":
      return `${formatStep(data.samples)} rows of ${describeValue(data.files[0]?.name ?? "")}`;
    case "inline":
      return `${formatStep(data.inputs.length)} given points`;
  }
}

/** What a run is called until the viewer names it: η first, which is what runs mostly differ in. */
export function runName(experiment: Experiment, presetTitle: string | null): string {
  return `${learningRateWords(experiment)}, ${presetTitle ?? networkWords(experiment)}`;
}

/** η, network, data and length in one line. */
export function runWords(run: RunSummary): string {
  const { experiment, rows, divergedAt, backend } = run;
  const { init } = experiment;
  const last = formatStep(rows - 1);
  return [
    learningRateWords(experiment, rows),
    `${networkWords(experiment)} on ${dataWords(experiment.data)}`,
    startName(init),
    divergedAt === null ? `${last} steps` : `diverged at step ${last}`,
    backend.name,
  ].join(", ");
}

const WHEN = new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeStyle: "short" });

/** 25 Nov 2026, 14:32 */
export function whenWords({ createdAt }: Pick<RunSummary, "createdAt">): string {
  return WHEN.format(createdAt);
}

/** 12 MB; 0.3 MB */
export function megabytes(bytes: number): string {
  const size = bytes / 1e6;
  return `${size >= 10 ? Math.round(size) : Math.max(0.1, Number(size.toFixed(1)))} MB`;
}
