import { chebyshevDataset } from "../../model/datasets/chebyshev.ts";
import { loadDataset } from "../../model/datasets/loadDataset.ts";
import type { Dataset } from "../../model/dataset.ts";
import type {
  ChebyshevData,
  Experiment,
  ImageData,
  Initialisation,
} from "../../model/experiment.ts";
import { initialParameters } from "../../model/initialParameters.ts";
import { networkLayout } from "../../model/network.ts";
import type { MlpDescription } from "../../engine/taylor/mlp.ts";
import { NETWORK_SIZES, type NetworkSize, type SizeName } from "./sizes.ts";

/** One size made concrete: real data, a network and the point where its runs start. */
export interface BenchProblem {
  name: SizeName;
  size: NetworkSize;
  dataset: Dataset;
  description: MlpDescription;
  /** All but the learning rate, which follows from the sharpness at the start. */
  experiment: Omit<Experiment, "learningRate">;
  /** θ₀ */
  parameters: Float64Array;
}

/** Seeds of starts whose two leading eigenvalues stay apart: a single mode at the edge. */
const SEEDS: Record<SizeName, number> = { tiny: 4, wide100: 1, wide200: 1, small: 0, medium: 0 };

/**
 * tiny, wide100 and wide200 fit the Chebyshev polynomial T₅ at 20 points. medium reads the first
 * 1,000 MNIST digits; small the central 8 × 8 pixels of the first 256, averaged to 14 × 14.
 * @param readBinary reads a file of the app's data folder.
 */
export async function createProblem(
  name: SizeName,
  readBinary: (fileName: string) => Promise<Uint8Array>,
): Promise<BenchProblem> {
  const size = NETWORK_SIZES[name];
  const source = dataSource(name, size.samples);
  const whole =
    source.kind === "chebyshev" ? chebyshevDataset(source) : await loadDataset(source, readBinary);
  const widths = [...size.widths];
  const init: Initialisation = { scheme: "lecun", gain: 1, seed: SEEDS[name] };
  return {
    name,
    size,
    dataset: name === "small" ? centralPixels(whole, 14, 8) : whole,
    description: { sizes: widths, bias: true, activation: "tanh", loss: "mse" },
    experiment: {
      version: 1,
      data: source,
      model: { kind: "mlp", hidden: widths.slice(1, -1), activation: "tanh", bias: true },
      loss: "mse",
      init,
      learningRateChanges: [],
      nudge: 0,
      steps: 0,
      eigenvalues: 2,
      overlays: ["constrained", "prediction"],
    },
    parameters: initialParameters(init, networkLayout(widths, true)),
  };
}

function dataSource(name: SizeName, samples: number): ChebyshevData | ImageData {
  if (name !== "small" && name !== "medium") return { kind: "chebyshev", degree: 5, samples };
  const side = name === "small" ? 14 : 28;
  return { kind: "mnist", samples, offset: 0, side, scale: 1, targets: "one-hot" };
}

/** The central `kept` × `kept` pixels of each `side` × `side` image. */
function centralPixels(dataset: Dataset, side: number, kept: number): Dataset {
  const margin = (side - kept) / 2;
  const inputs = new Float64Array(dataset.samples * kept * kept);
  for (let sample = 0; sample < dataset.samples; sample++) {
    for (let row = 0; row < kept; row++) {
      const from = sample * side * side + (row + margin) * side + margin;
      inputs.set(dataset.inputs.subarray(from, from + kept), (sample * kept + row) * kept);
    }
  }
  return { ...dataset, inputs, inputSize: kept * kept };
}
