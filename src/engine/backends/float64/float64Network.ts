import { createLayeredNetwork } from "../../taylor/layeredNetwork.ts";
import { eitherWay } from "../../taylor/networkDescription.ts";
import { float64Arithmetic } from "../float64.ts";
import { createFloat64Mlp } from "./float64Mlp.ts";

/** A network of any kind in float64, all samples in one pass. */
export const createFloat64Network = eitherWay(createFloat64Mlp, (description, dataset) =>
  createLayeredNetwork(float64Arithmetic, description, dataset),
);
