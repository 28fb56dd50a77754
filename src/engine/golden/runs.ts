/** The float64 reference runs, as experiments and expected columns, for tests. */
import { readFileSync } from "node:fs";
import type { Dataset } from "../../model/dataset.ts";
import type { Activation, Experiment, Loss } from "../../model/experiment.ts";
import { parameterCount } from "../../model/network.ts";
import type { MlpDescription } from "../taylor/mlp.ts";
import { datasetOf, goldenActivation, goldenLoss } from "./points.ts";

type Columns<Name extends string> = Record<Name, (number | null)[]>;

export interface GoldenRun {
  name: string;
  experiment: Experiment;
  dataset: Dataset;
  description: MlpDescription;
  /** θ₀ = theta0_int · 2⁻¹⁶ */
  initialParameters: Float64Array;
  /** The nudged iterate at the edge step. */
  startParameters: Float64Array;
  edgeStep: number;
  deltaFirst: number;
  /** Steps 0…edgeStep. */
  pre: { loss: number[]; S: number[]; S2: number[]; S_mid: number[] };
  /** Index 0 is the edge step. */
  gd: Columns<"loss" | "S" | "S2" | "x" | "y" | "dist">;
  dagger: Columns<"loss" | "S" | "S2" | "alpha" | "beta" | "delta" | "udS" | "gnorm">;
  pred: Columns<"x" | "y" | "dist" | "loss_cf" | "S_cf">;
  pred_exact: Columns<"x" | "y" | "dist" | "loss_u" | "S_c">;
  flow: Columns<"loss" | "S" | "dist">;
}

interface RawRun {
  widths: number[];
  act: string;
  bias: boolean;
  loss: string;
  eta: number;
  kick: number;
  t0: number;
  theta0_int: number[];
  theta_start: number[];
  delta_first: number;
  data: RawData;
  pre: GoldenRun["pre"];
  gd: GoldenRun["gd"];
  dagger: GoldenRun["dagger"];
  pred: GoldenRun["pred"];
  pred_exact: GoldenRun["pred_exact"];
  flow: GoldenRun["flow"];
}

type RawData =
  | { kind: "chebyshev" | "linear"; X: number[][]; Y: number[][] }
  | {
      kind: "mnist";
      n: number;
      side: number;
      scale: number;
      target: "onehot" | "parity";
      pixels_u8_base64: string;
      labels: number[];
    };

function dataOf(raw: RawData): { X: number[][]; Y: number[][] } {
  if (raw.kind !== "mnist") return raw;
  const pixels = Uint8Array.from(atob(raw.pixels_u8_base64), (c) => c.charCodeAt(0));
  const size = raw.side ** 2;
  return {
    X: raw.labels.map((_, i) =>
      Array.from(pixels.subarray(i * size, (i + 1) * size), (p) => (p / 255) * raw.scale),
    ),
    Y: raw.labels.map((label) =>
      raw.target === "parity"
        ? [label % 2 === 1 ? 1 : -1]
        : Array.from({ length: 10 }, (_, k) => (k === label ? 1 : 0)),
    ),
  };
}

export function goldenRun(name: string): GoldenRun {
  const file = new URL(`./runs/${name}.json`, import.meta.url);
  const raw = JSON.parse(readFileSync(file, "utf8")) as RawRun;
  const activation: Activation = goldenActivation(raw.act);
  const loss: Loss = goldenLoss(raw.loss);
  const { X, Y } = dataOf(raw.data);
  const initialParameters = Float64Array.from(raw.theta0_int, (value) => value / 2 ** 16);
  if (initialParameters.length !== parameterCount(raw.widths, raw.bias)) {
    throw new Error(`${name}: the parameters do not fit the widths`);
  }
  return {
    name,
    experiment: {
      version: 1,
      data: { kind: "inline", inputs: X, targets: Y },
      model: { kind: "mlp", hidden: raw.widths.slice(1, -1), activation, bias: raw.bias },
      loss,
      init: { parameters: [...initialParameters] },
      learningRate: raw.eta,
      learningRateChanges: [],
      nudge: raw.kick,
      steps: 0,
      eigenvalues: 2,
      overlays: ["constrained", "prediction", "flow"],
    },
    dataset: datasetOf(X, Y),
    description: { sizes: raw.widths, bias: raw.bias, activation, loss },
    initialParameters,
    startParameters: Float64Array.from(raw.theta_start),
    edgeStep: raw.t0,
    deltaFirst: raw.delta_first,
    pre: raw.pre,
    gd: raw.gd,
    dagger: raw.dagger,
    pred: raw.pred,
    pred_exact: raw.pred_exact,
    flow: raw.flow,
  };
}
