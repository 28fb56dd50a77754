/** The experiment as a short script for PyTorch, which starts from the same parameters. */
import type { Dataset } from "../../model/dataset.ts";
import type { Experiment, Loss } from "../../model/experiment.ts";
import { initialParameters } from "../../model/initialParameters.ts";
import { countParameters, networkLayers, parameterLayouts } from "../../model/networkLayers.ts";
import { experimentWords } from "../experimentWords.ts";
import { comment } from "./comment.ts";
import { dataLines } from "./dataLines.ts";
import { inlineNumbers } from "./inlineNumbers.ts";
import { forwardLines, parameterOrder, sizeLines } from "./networkLines.ts";
import {
  OPTIMIZER_STEP,
  optimizerColumns,
  optimizerSetup,
  preconditionedLines,
} from "./optimizerLines.ts";

export interface PytorchInput {
  experiment: Experiment;
  dataset: Dataset;
  /** Last step of the run. */
  lastStep: number;
  nudge: AppliedNudge | null;
  /** Address that opens the same experiment here. */
  link: string;
}

/** The nudge as the run had it. */
export interface AppliedNudge {
  step: number;
  /** k·δ, nearly: the size is fitted to the loss. */
  size: number;
  /** Loss at the nudged point. */
  loss: number;
}

/** Numbers that a script may hold: some megabytes of text. */
const MAX_NUMBERS = 1_000_000;

const LOSSES: Record<Loss, string> = {
  mse: "((h - y) ** 2).sum() / len(x)",
  "half-mse": "((h - y) ** 2).sum() / (2 * len(x))",
  "cross-entropy": "-(y * torch.log_softmax(h, 1)).sum() / len(x)",
  logistic: "torch.nn.functional.softplus(-y * h).sum() / len(x)",
};

const LANCZOS = `
def top_eigenpair(product, start, tolerance=1e-8):
    """Lanczos, reorthogonalised, from near the eigenvector of the step before."""
    basis, diagonal, beside = [start / start.norm()], [], []
    while True:
        w = product(basis[-1])
        diagonal.append(w @ basis[-1])
        for q in basis + basis:
            w = w - (w @ q) * q
        matrix = torch.diag(torch.stack(diagonal))
        for i, entry in enumerate(beside):
            matrix[i, i + 1] = matrix[i + 1, i] = entry
        values, vectors = torch.linalg.eigh(matrix)
        residual = w.norm() * vectors[-1, -1].abs()
        if residual <= tolerance * values[-1].abs() or len(basis) == min(len(start), 300):
            return values[-1].item(), sum(c * q for c, q in zip(vectors[:, -1], basis))
        beside.append(w.norm())
        basis.append(w / w.norm())
`;

function heading({ experiment, nudge, link }: PytorchInput): string[] {
  const remarks: string[] = [];
  if (experiment.optimizer !== undefined) {
    remarks.push("The step rule is PyTorch's own, whose conventions Brink has too.");
  } else if (nudge === null && experiment.nudge === 0) {
    remarks.push(
      "An un-nudged run grows its first spike out of rounding, so its time differs by program.",
    );
  } else if (nudge === null) {
    remarks.push("The experiment's nudge is left out: the run had not come to it.");
  }
  return [
    `${experimentWords(experiment)}.`,
    experiment.optimizer === undefined
      ? "The same run in PyTorch, in double precision: full-batch gradient descent and the leading"
      : "The same run in PyTorch, in double precision: full-batch training and the leading",
    "eigenvalue of the Hessian at every step. Needs PyTorch 1.13 or later and nothing else:",
    "    python3 THIS_FILE > run.csv",
    "Brink opens run.csv. This experiment in Brink:",
    link,
    ...remarks,
  ].map(comment);
}

function nudgeLines(nudge: AppliedNudge, k: number): string[] {
  return [
    comment(`Brink's nudge at the edge: ${k} delta along the top eigenvector, its largest entry`),
    comment(
      "positive. Delta is from Brink's constrained trajectory, which is not computed here, so",
    ),
    comment("the size is fitted until the loss is the one that Brink had after the nudge."),
    `    if step == ${nudge.step}:`,
    "        u = vector * torch.sign(vector[vector.abs().argmax()])",
    `        size, wanted = ${nudge.size}, ${nudge.loss}`,
    "        for _ in range(6):",
    "            value, slope, _ = gradient(theta + size * u)",
    "            size -= (value - wanted) / (slope @ u).item()",
    "        theta = theta + size * u",
    "        value, slope, product = gradient(theta)",
    "        sharpness, vector = top_eigenpair(product, vector + 1e-3 * noise)",
  ].map((line) => (line.startsWith("#") ? `    ${line}` : line));
}

function rateLine({ learningRate, learningRateChanges }: Experiment, lastStep: number): string {
  const rates = new Map([[0, learningRate]]);
  for (const { step, learningRate: rate } of learningRateChanges) {
    if (step <= lastStep) rates.set(step, rate);
  }
  const entries = Array.from(rates, ([step, rate]) => `${step}: ${rate}`);
  return `RATES = {${entries.join(", ")}}  # step size from each step on`;
}

function write(input: PytorchInput, theta: Float64Array): string {
  const { experiment, dataset, lastStep, nudge } = input;
  const { data, model, loss, optimizer } = experiment;
  const more = optimizer === undefined ? [] : optimizerColumns(optimizer);
  return [
    ...heading(input),
    "import base64",
    "",
    "import torch",
    "",
    "torch.set_default_dtype(torch.float64)",
    "",
    "",
    "def numbers(text, kind):",
    "    return torch.frombuffer(bytearray(base64.b64decode(text)), dtype=kind).double()",
    "",
    "",
    ...sizeLines(model, dataset),
    `STEPS = ${lastStep}`,
    rateLine(experiment, lastStep),
    comment(parameterOrder(model)),
    `theta = ${inlineNumbers(theta)}`,
    ...dataLines(data, dataset),
    "",
    "",
    "def loss(theta):",
    ...forwardLines(model),
    `    return ${LOSSES[loss]}`,
    "",
    "",
    "def gradient(theta):",
    '    """Loss, gradient, and the function that multiplies with the Hessian."""',
    "    theta = theta.detach().requires_grad_()",
    "    value = loss(theta)",
    "    (slope,) = torch.autograd.grad(value, theta, create_graph=True)",
    "    product = lambda v: torch.autograd.grad(slope, theta, v, retain_graph=True)[0]",
    "    return value.item(), slope.detach(), product",
    "",
    LANCZOS,
    "torch.manual_seed(0)",
    "noise = torch.randn(len(theta)) / len(theta) ** 0.5",
    "vector, rate = noise, None",
    ...(optimizer === undefined ? [] : optimizerSetup(optimizer)),
    `print("${["step,learningRate,loss,sharpness", ...more.map(({ name }) => name)].join(",")}")`,
    "for step in range(STEPS + 1):",
    "    rate = RATES.get(step, rate)",
    "    value, slope, product = gradient(theta)",
    "    sharpness, vector = top_eigenpair(product, vector + 1e-3 * noise)",
    ...(nudge === null ? [] : nudgeLines(nudge, experiment.nudge)),
    ...(optimizer === undefined ? [] : preconditionedLines(optimizer)),
    `    print(f"{step},{rate!r},{value!r},{sharpness!r}${more.map(({ value }) => `,{${value}!r}`).join("")}", flush=True)`,
    ...(optimizer === undefined ? ["    theta = theta - rate * slope"] : OPTIMIZER_STEP),
    "",
  ].join("\n");
}

/**
 * A script that needs PyTorch only: parameters and data are written into it exactly, because seeds
 * of one program mean nothing to another. It prints CSV that "Open a file" reads.
 * @returns a sentence instead when the script would be too long.
 */
export function pytorchScript(
  input: PytorchInput,
): { ok: true; text: string } | { ok: false; error: string } {
  const { experiment, dataset } = input;
  const layouts = parameterLayouts(networkLayers(experiment.model, dataset));
  const parameters = countParameters(layouts);
  const entries = dataset.inputs.length + dataset.targets.length;
  if (parameters > MAX_NUMBERS || entries > MAX_NUMBERS) {
    const error = `A script with ${parameters} parameters and ${entries} numbers of data would be too long: at most ${MAX_NUMBERS} of each are written. Save the trace instead.`;
    return { ok: false, error };
  }
  return { ok: true, text: write(input, initialParameters(experiment.init, layouts)) };
}
