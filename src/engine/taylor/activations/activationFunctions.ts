import type { Activation } from "../../../model/experiment.ts";
import type { ActivationFunction } from "./activationSeries.ts";
import { geluSeries } from "./gelu.ts";
import { identitySeries } from "./identity.ts";
import { reluSeries } from "./relu.ts";
import { swishSeries } from "./swish.ts";
import { tanhSeries } from "./tanh.ts";

export const ACTIVATION_FUNCTIONS: Record<Activation, ActivationFunction> = {
  tanh: tanhSeries,
  swish: swishSeries,
  gelu: geluSeries,
  relu: reluSeries,
  identity: identitySeries,
};
