import { distance, norm } from "../../math/vector.ts";
import type { Dataset } from "../../model/dataset.ts";
import { parameterCount } from "../../model/network.ts";
import type { MlpDescription } from "../taylor/mlp.ts";
import type { Create } from "../taylor/networkDescription.ts";
import type { TaylorModel } from "../taylor/taylorModel.ts";
import { createFloat64Mlp } from "./float64/float64Mlp.ts";

/** How a backend builds multilayer perceptrons. */
export type CreateModel = Create<MlpDescription>;

const DESCRIPTION: MlpDescription = {
  sizes: [2, 3, 2],
  bias: true,
  activation: "tanh",
  loss: "mse",
};
const DATASET: Dataset = {
  inputs: Float64Array.of(0.5, -1, 1, 0.25, -0.75, 0.5),
  targets: Float64Array.of(1, 0, 0, 1, 1, 1),
  samples: 3,
  inputSize: 2,
  outputSize: 2,
};
/** Single precision gives about 1e-6; wrong kernels give 1 or zero gradients (tfjs#8590). */
const TOLERANCE = 1e-3;

/**
 * Hold the models of a graphics backend to float64 on one small fixed point before they are trusted.
 * @throws Error with a sentence when a derivative is off.
 */
export async function selfTest(createModel: CreateModel): Promise<void> {
  const expected = await derivatives(createFloat64Mlp(DESCRIPTION, DATASET));
  const measured = await derivatives(createModel(DESCRIPTION, DATASET));
  for (const [name, reference] of Object.entries(expected)) {
    const value = measured[name as keyof typeof expected];
    const error = distance(value, reference) / norm(reference);
    if (!(error < TOLERANCE)) {
      const size = Number.isFinite(error)
        ? `off by ${(100 * error).toPrecision(2)} %`
        : "not finite";
      throw new Error(`its self-test failed: the ${name} is ${size}`);
    }
  }
}

async function derivatives(model: TaylorModel) {
  const wave = (frequency: number) =>
    Float64Array.from({ length: parameterCount(DESCRIPTION.sizes, true) }, (_, i) =>
      Math.sin(frequency * (i + 1)),
    );
  const at = await model.expandAt(wave(1.1));
  const direction = wave(2.3);
  const [product] = await at.hessianProducts([direction]);
  const third = await at.thirdDerivative(direction);
  at.dispose();
  model.dispose();
  return { gradient: at.gradient, "Hessian product": product!, "third derivative": third };
}
