/** What relates the keys of an experiment to each other. Each check gives a fault, or null. */
import { chebyshevPolynomial, evenlySpaced } from "../datasets/chebyshev.ts";
import { cifarImageCount } from "../datasets/cifarFiles.ts";
import { datasetSizes } from "../datasets/datasetSizes.ts";
import { MAX_FILE_NUMBERS } from "../ownData/fileLimits.ts";
import {
  MODEL_KINDS,
  type DataSource,
  type Experiment,
  type Loss,
  type Model,
} from "../experiment.ts";
import { layerSizes } from "../network.ts";
import {
  countParameters,
  networkLayers,
  parameterLayouts,
  type DataShape,
} from "../networkLayers.ts";
import { describeValue, faultOf, type Fault } from "./fault.ts";
import { listChoices } from "./fields.ts";
import { MAX_PARAMETERS, SHIPPED_IMAGES } from "./limits.ts";

/** The first contradiction in an experiment whose keys are each valid alone; null if none. */
export function contradiction(experiment: Experiment): Fault | null {
  return (
    rowCountFault(experiment.data) ??
    imageCountFault(experiment.data) ??
    cifarFault(experiment.data) ??
    fileFault(experiment.data) ??
    lossFault(experiment.loss, experiment.data) ??
    modelFault(experiment) ??
    parametersFault(experiment) ??
    changesFault(experiment)
  );
}

function rowCountFault(data: DataSource): Fault | null {
  if (data.kind !== "inline" || data.inputs.length === data.targets.length) {
    return null;
  }
  const allowed = `must be a list of length ${data.inputs.length}, one row per row of data.inputs`;
  return faultOf("data.targets", data.targets, allowed);
}

function imageCountFault(data: DataSource): Fault | null {
  if (
    (data.kind !== "mnist" && data.kind !== "fashion-mnist") ||
    data.samples + data.offset <= SHIPPED_IMAGES
  ) {
    return null;
  }
  const most = SHIPPED_IMAGES - data.offset;
  const allowed = `must be at most ${most} with data.offset ${data.offset}, because the first ${SHIPPED_IMAGES} images ship with the app`;
  return faultOf("data.samples", data.samples, allowed);
}

function cifarFault(data: DataSource): Fault | null {
  if (data.kind !== "cifar10") return null;
  const { samples, offset, classes, targets } = data;
  if (targets === "sign" && classes?.length !== 2) {
    const allowed = 'must be a list of two classes, because data.targets is "sign"';
    return faultOf("data.classes", classes, allowed);
  }
  const count = cifarImageCount(classes);
  if (offset >= count) {
    const allowed = `must be below ${count}, the number of images of these classes that ship with the app`;
    return faultOf("data.offset", offset, allowed);
  }
  if (samples + offset <= count) return null;
  const allowed = `must be at most ${count - offset} with data.offset ${offset}, because ${count} images of these classes ship with the app`;
  return faultOf("data.samples", samples, allowed);
}

function fileFault(data: DataSource): Fault | null {
  if (data.kind !== "file") return null;
  const { format, files, column, targets, classes, shape } = data;
  const wanted = format === "idx" ? 2 : 1;
  if (files.length !== wanted) {
    const allowed = `must be a list of ${wanted}, because data.format is ${describeValue(format)}`;
    return faultOf("data.files", files, allowed);
  }
  const { samples, inputSize } = datasetSizes(data);
  if (samples * inputSize > MAX_FILE_NUMBERS) {
    const most = Math.floor(MAX_FILE_NUMBERS / inputSize);
    return faultOf(
      "data.samples",
      samples,
      `must be at most ${most} with ${inputSize} inputs each`,
    );
  }
  const isTable = format === "csv";
  if (isTable !== (column !== null)) {
    const allowed = isTable
      ? "must be the column of the target"
      : "must be null: images have labels";
    return faultOf("data.column", column, allowed);
  }
  if (shape.length !== (isTable ? 1 : 3)) {
    const allowed = isTable ? "must be [length]" : "must be [channels, height, width]";
    return faultOf("data.shape", shape, allowed);
  }
  if (targets === "values") {
    if (!isTable) return faultOf("data.targets", targets, 'must be "one-hot" or "sign" for images');
    return classes.length === 0
      ? null
      : faultOf("data.classes", classes, 'must be [], because data.targets is "values"');
  }
  const isFitting = targets === "sign" ? classes.length === 2 : classes.length >= 2;
  const number = targets === "sign" ? "two" : "two or more";
  return isFitting
    ? null
    : faultOf(
        "data.classes",
        classes,
        `must be ${number}, because data.targets is ${describeValue(targets)}`,
      );
}

/** Cross-entropy needs one-hot rows, logistic one output of ±1; the squared losses take anything. */
function lossFault(loss: Loss, data: DataSource): Fault | null {
  if (loss !== "cross-entropy" && loss !== "logistic") {
    return null;
  }
  const fits = loss === "logistic" ? isSign : isOneHot;
  const needs =
    loss === "logistic"
      ? "which needs one output with targets 1 and -1"
      : "which needs one-hot targets";
  const signs = data.kind === "cifar10" || data.kind === "file" ? '"sign"' : '"parity"';
  const instead =
    data.kind === "chebyshev" || data.kind === "inline"
      ? 'must be "mse" or "half-mse" here'
      : `must be "mse" or "half-mse", or data.targets must be ${loss === "logistic" ? signs : '"one-hot"'}`;
  const misfit = firstMisfit(data, fits);
  return misfit === null ? null : faultOf("loss", loss, `${needs}, but ${misfit}; ${instead}`);
}

/** Names the first target row that does not fit; null when all do. */
function firstMisfit(data: DataSource, fits: (row: readonly number[]) => boolean): string | null {
  switch (data.kind) {
    case "mnist":
    case "fashion-mnist":
    case "cifar10": {
      const example = data.targets === "one-hot" ? [0, 1] : [-1];
      return fits(example) ? null : `data.targets is ${describeValue(data.targets)}`;
    }
    case "chebyshev": {
      const x = evenlySpaced(data.samples).find(
        (x) => !fits([chebyshevPolynomial(data.degree, x)]),
      );
      return x === undefined ? null : "the targets are values of a Chebyshev polynomial";
    }
    case "file": {
      if (data.targets === "values") return "the targets are values of a column";
      const example = data.targets === "one-hot" ? [0, 1] : [-1];
      return fits(example) ? null : `data.targets is ${describeValue(data.targets)}`;
    }
    case "inline": {
      const row = data.targets.findIndex((targets) => !fits(targets));
      return row < 0 ? null : `data.targets[${row}] is ${describeValue(data.targets[row])}`;
    }
  }
}

function isSign(row: readonly number[]): boolean {
  return row.length === 1 && Math.abs(row[0]!) === 1;
}

function isOneHot(row: readonly number[]): boolean {
  return row.every((y) => y === 0 || y === 1) && row.filter((y) => y === 1).length === 1;
}

/** Convolutions need images that are large enough; h + f(h) needs h and f(h) of one width. */
function modelFault({ model, data }: Experiment): Fault | null {
  if (model.kind === "residual-mlp" && new Set(model.hidden).size > 1) {
    const allowed =
      "must be widths that are all the same, because each layer is added to its input";
    return faultOf("model.hidden", model.hidden, allowed);
  }
  if (model.kind !== "cnn") return null;
  const { image } = datasetSizes(data);
  if (image === undefined) {
    const shown =
      data.kind === "inline"
        ? "the rows of data.inputs are not nested [channel][row][column]"
        : data.kind === "file"
          ? "the file holds none"
          : `data.kind is ${describeValue(data.kind)}`;
    const others = listChoices(MODEL_KINDS.filter((kind) => kind !== "cnn"));
    const allowed = `which needs images, but ${shown}; must be ${others} here, or data must be images`;
    return faultOf("model.kind", model.kind, allowed);
  }
  const most = Math.floor(Math.log2(Math.min(image.height, image.width)));
  if (model.channels.length > most) {
    const size = `${image.height}×${image.width}`;
    const allowed =
      most === 0
        ? `must be empty, because images of ${size} cannot be pooled`
        : `must have at most ${most} entries, because each halves the images of ${size}`;
    return faultOf("model.channels", model.channels, allowed);
  }
  return null;
}

function parametersFault({ data, model, init }: Experiment): Fault | null {
  const sizes = datasetSizes(data);
  const count = countParameters(parameterLayouts(networkLayers(model, sizes)));
  if (count > MAX_PARAMETERS) {
    const allowed = `must give a network of at most ${MAX_PARAMETERS.toLocaleString("en")} parameters, this one has ${count.toLocaleString("en")}`;
    return model.kind === "cnn"
      ? faultOf("model.channels", model.channels, allowed)
      : faultOf("model.hidden", model.hidden, allowed);
  }
  if ("parameters" in init && init.parameters.length !== count) {
    const allowed = `must be a list of length ${count}, the number of parameters of ${networkWords(model, sizes)}`;
    return faultOf("init.parameters", init.parameters, allowed);
  }
  return null;
}

function networkWords(model: Model, { inputSize, outputSize }: DataShape): string {
  if (model.kind === "cnn") return `the network with ${model.channels.join(" and ")} channels`;
  const widths = layerSizes(model.hidden, inputSize, outputSize).join("-");
  const name = model.kind === "mlp" ? "network" : model.kind;
  return `the ${name} ${widths} ${model.bias ? "with" : "without"} bias`;
}

function changesFault({ learningRateChanges }: Experiment): Fault | null {
  const seen = new Set<number>();
  for (const [i, { step }] of learningRateChanges.entries()) {
    if (seen.has(step)) {
      const path = `learningRateChanges[${i}].step`;
      return faultOf(path, step, "must be a step not listed before");
    }
    seen.add(step);
  }
  return null;
}
