/** The network of an experiment as lines of a PyTorch script. */
import type { Dataset } from "../../model/dataset.ts";
import type { Activation, MlpModel, Model } from "../../model/experiment.ts";
import { layerSizes } from "../../model/network.ts";

const ACTIVATIONS: Record<Activation, string> = {
  tanh: "torch.tanh(h)",
  swish: "h * torch.sigmoid(h)",
  gelu: "0.5 * h * (1 + torch.tanh((2 / torch.pi) ** 0.5 * (h + 0.044715 * h**3)))",
  relu: "torch.relu(h)",
  identity: "h",
};

/** The sizes of the network as constants. */
export function sizeLines(model: Model, { inputSize, outputSize, image }: Dataset): string[] {
  if (model.kind !== "cnn") {
    const widths = layerSizes(model.hidden, inputSize, outputSize);
    return [`WIDTHS, BIAS = [${widths.join(", ")}], ${model.bias ? "True" : "False"}`];
  }
  const { channels, height, width } = image!;
  return [
    `CHANNELS, OUTPUTS = [${[channels, ...model.channels].join(", ")}], ${outputSize}`,
    `HEIGHT, WIDTH = ${height}, ${width}`,
  ];
}

/** What is the order of the flat parameters. */
export function parameterOrder({ kind }: Model): string {
  switch (kind) {
    case "mlp":
    case "residual-mlp":
      return "Layer after layer: W (outputs x inputs, row-major), then b.";
    case "layernorm-mlp":
      return "Layer after layer: W (outputs x inputs, row-major), b, then gain and shift of LayerNorm.";
    case "cnn":
      return "Layer after layer: W (outputs x channels x 3 x 3, at last outputs x inputs), then b.";
  }
}

/** `h` becomes what the network gives for the data `x` and the flat parameters `theta`. */
export function forwardLines(model: Model): string[] {
  const activate = `h = ${ACTIVATIONS[model.activation]}`;
  return model.kind === "cnn" ? convolutionLines(activate) : denseLines(model, activate);
}

function denseLines({ kind }: MlpModel, activate: string): string[] {
  const isResidual = kind === "residual-mlp";
  return [
    "    h, at = x, 0",
    "    for layer, (n, m) in enumerate(zip(WIDTHS, WIDTHS[1:])):",
    ...(isResidual ? ["        before = h"] : []),
    "        h = h @ theta[at : at + n * m].view(m, n).T",
    "        at += n * m",
    "        if BIAS:",
    "            h = h + theta[at : at + m]",
    "            at += m",
    "        if layer < len(WIDTHS) - 2:",
    ...(kind === "layernorm-mlp" ? NORMALISATION : []),
    `            ${activate}`,
    ...(isResidual ? ["            h = h if layer == 0 else before + h"] : []),
  ];
}

const NORMALISATION = [
  "            gain, shift = theta[at : at + m], theta[at + m : at + 2 * m]",
  "            h = torch.nn.functional.layer_norm(h, (m,), gain, shift)",
  "            at += 2 * m",
];

function convolutionLines(activate: string): string[] {
  return [
    "    h, at = x.view(len(x), CHANNELS[0], HEIGHT, WIDTH), 0",
    "    for n, m in zip(CHANNELS, CHANNELS[1:]):",
    "        weight = theta[at : at + 9 * n * m].view(m, n, 3, 3)",
    "        at += 9 * n * m",
    "        h = torch.nn.functional.conv2d(h, weight, theta[at : at + m], padding=1)",
    "        at += m",
    `        ${activate}`,
    "        h = torch.nn.functional.avg_pool2d(h, 2)",
    "    h = h.flatten(1)",
    "    h = h @ theta[at:-OUTPUTS].view(OUTPUTS, -1).T + theta[-OUTPUTS:]",
  ];
}
