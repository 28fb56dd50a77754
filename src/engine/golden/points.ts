/** The float64 reference points of the JSON files here, as models and expected values, for tests. */
import type { Dataset } from "../../model/dataset.ts";
import type { Activation, Loss } from "../../model/experiment.ts";
import { networkLayers } from "../../model/networkLayers.ts";
import type { MlpDescription } from "../taylor/mlp.ts";
import type { LayeredDescription } from "../taylor/networkDescription.ts";
import cnnDerivatives from "./cnnDerivatives.json" with { type: "json" };
import derivatives from "./derivatives.json" with { type: "json" };

export interface GoldenPoint<Description = MlpDescription> {
  name: string;
  description: Description;
  dataset: Dataset;
  parameters: Float64Array;
  /** Direction v. */
  direction: Float64Array;
  loss: number;
  gradient: Float64Array;
  hessianProduct: Float64Array;
  /** ∇³L(v, v) */
  thirdDerivative: Float64Array;
  leadingEigenvalues: number[];
  /** Unit top eigenvector and ∇S = ∇³L(u, u). */
  topEigenvector: Float64Array;
  sharpnessGradient: Float64Array;
  /** α = −∇L·∇S⊥, β = |∇S⊥|², and ∇S·u. */
  alpha: number;
  beta: number;
  sharpnessSlope: number;
}

/** What the files say of a point on top of its network and its data. */
interface RawPoint {
  loss: string;
  theta: number[];
  v: number[];
  L: number;
  grad: number[];
  Hv: number[];
  D3vv: number[];
  top3: number[];
  u: number[];
  dS: number[];
  alpha: number;
  beta: number;
  udS: number;
}

interface RawMlpPoint extends RawPoint {
  widths?: number[];
  act?: string;
  bias?: boolean;
  X?: number[][];
  Y?: number[][];
}

interface RawCnnPoint extends RawPoint {
  channels: number[];
  act: string;
  /** [sample][channel][row][column] */
  X: number[][][][];
  Y: number[][];
}

const ACTIVATION_NAMES: Record<string, Activation> = {
  tanh: "tanh",
  swish: "swish",
  gelu_tanh: "gelu",
  relu: "relu",
  identity: "identity",
};
const LOSS_NAMES: Record<string, Loss> = {
  mse: "mse",
  half_mse: "half-mse",
  ce: "cross-entropy",
  logistic: "logistic",
};

export function goldenActivation(name: string): Activation {
  return ACTIVATION_NAMES[name]!;
}

export function goldenLoss(name: string): Loss {
  return LOSS_NAMES[name]!;
}

export function datasetOf(inputs: number[][], targets: number[][]): Dataset {
  return {
    inputs: Float64Array.from(inputs.flat()),
    targets: Float64Array.from(targets.flat()),
    samples: inputs.length,
    inputSize: inputs[0]!.length,
    outputSize: targets[0]!.length,
  };
}

/** L = ½(1 − xyzw)² is a deep linear network of width one on the sample (1, 1). */
const SCALAR4: Pick<GoldenPoint, "description" | "dataset"> = {
  description: { sizes: [1, 1, 1, 1, 1], bias: false, activation: "identity", loss: "half-mse" },
  dataset: datasetOf([[1]], [[1]]),
};

export function goldenPoints(): GoldenPoint[] {
  const points: RawMlpPoint[] = derivatives.points;
  return points.map((raw, index) => {
    const model =
      raw.loss === "scalar4"
        ? SCALAR4
        : {
            description: {
              sizes: raw.widths!,
              bias: raw.bias!,
              activation: goldenActivation(raw.act!),
              loss: goldenLoss(raw.loss),
            },
            dataset: datasetOf(raw.X!, raw.Y!),
          };
    return {
      name: `${index}: ${raw.act ?? ""} ${raw.loss}${raw.bias === false ? " without bias" : ""}`,
      ...model,
      ...expectedValues(raw),
    };
  });
}

/** Small convolutional networks. */
export function goldenCnnPoints(): GoldenPoint<LayeredDescription>[] {
  const points: RawCnnPoint[] = cnnDerivatives.points;
  return points.map((raw, index) => {
    const [first] = raw.X;
    const image = {
      channels: first!.length,
      height: first![0]!.length,
      width: first![0]![0]!.length,
    };
    const dataset = {
      ...datasetOf(
        raw.X.map((sample) => sample.flat(2)),
        raw.Y,
      ),
      image,
    };
    const activation = goldenActivation(raw.act);
    const layers = networkLayers({ kind: "cnn", channels: raw.channels, activation }, dataset);
    return {
      name: `${index}: ${raw.channels.join("-")} ${raw.act} ${raw.loss}`,
      description: { layers, activation, loss: goldenLoss(raw.loss) },
      dataset,
      ...expectedValues(raw),
    };
  });
}

function expectedValues(raw: RawPoint): Omit<GoldenPoint, "name" | "description" | "dataset"> {
  return {
    parameters: Float64Array.from(raw.theta),
    direction: Float64Array.from(raw.v),
    loss: raw.L,
    gradient: Float64Array.from(raw.grad),
    hessianProduct: Float64Array.from(raw.Hv),
    thirdDerivative: Float64Array.from(raw.D3vv),
    leadingEigenvalues: raw.top3,
    topEigenvector: Float64Array.from(raw.u),
    sharpnessGradient: Float64Array.from(raw.dS),
    alpha: raw.alpha,
    beta: raw.beta,
    sharpnessSlope: raw.udS,
  };
}
