import type { CnnModel, MlpModel, Model } from "./experiment.ts";

/** Links leave out what these say, so that published ones hold them for ever. */
const MLP: Pick<MlpModel, "hidden" | "bias"> = { hidden: [32, 32], bias: true };
const CNN: Pick<CnnModel, "channels"> = { channels: [8, 8] };

/** A model of another kind that has all that both kinds can have in common. */
export function modelOfKind(kind: Model["kind"], former: Model): Model {
  if (kind === former.kind) return former;
  const { activation } = former;
  if (kind === "cnn") return { kind, channels: [...CNN.channels], activation };
  const { hidden, bias } = former.kind === "cnn" ? MLP : former;
  const isResidual = kind === "residual-mlp";
  const widths = hidden.map((width) => (isResidual ? hidden[0]! : width));
  return { kind, hidden: widths, activation, bias };
}
