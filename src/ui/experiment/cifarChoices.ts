/** The choices that CIFAR-10 alone has, in words and back. */
import { CIFAR_NAMES } from "../../model/datasets/cifarShape.ts";
import type { CifarData, Experiment } from "../../model/experiment.ts";
import { isSquared } from "./editExperiment.ts";

const ALL = "all ten";
const HINT = `Name at least two classes with commas, or “${ALL}”: ${CIFAR_NAMES.join(", ")}.`;

/** "cat, dog"; "all ten". */
export function classesText(classes: CifarData["classes"]): string {
  return classes === null ? ALL : classes.map((label) => CIFAR_NAMES[label]).join(", ");
}

/** Classes by name, in the singular or plural, or by label. @returns a sentence when one is not known. */
export function readClasses(text: string): CifarData["classes"] | string {
  const words = text
    .toLowerCase()
    .split(/[\s,;]+|\band\b/)
    .filter((word) => word !== "");
  if (words[0] === "all") return null;
  const labels = words.map((word) => {
    const label = CIFAR_NAMES.findIndex((name) => word === name || word === `${name}s`);
    return label < 0 && /^\d$/.test(word) ? Number(word) : label;
  });
  const isUsable = labels.length >= 2 && !labels.includes(-1);
  return isUsable ? [...new Set(labels)] : HINT;
}

export function cifarTargets({ classes, targets }: CifarData) {
  const oneHot = {
    value: "one-hot",
    text: `one-hot, ${classes?.length ?? "ten"} classes`,
  } as const;
  const sign = { value: "sign", text: "−1 or +1" } as const;
  // Only two classes have a sign.
  return classes?.length === 2 || targets === "sign" ? [oneHot, sign] : [oneHot];
}

/** Other classes, of which only two can be told apart by a sign. */
export function withClasses(
  experiment: Experiment,
  data: CifarData,
  classes: CifarData["classes"],
): Experiment {
  if (data.targets !== "sign" || classes?.length === 2) {
    return { ...experiment, data: { ...data, classes } };
  }
  const loss = isSquared(experiment.loss) ? experiment.loss : "cross-entropy";
  return { ...experiment, loss, data: { ...data, classes, targets: "one-hot" } };
}
