import * as v from "valibot";
import { CIFAR_CLASSES } from "../datasets/cifarShape.ts";
import { choiceField, listChoices, numberField, plainObject, wholeField } from "./fields.ts";
import { inputRowsField, targetRowsField } from "./inlineRows.ts";
import { MAX_DEGREE, MAX_SAMPLES, MAX_SCALE, SHIPPED_IMAGES } from "./limits.ts";

export const DATA_KINDS = ["chebyshev", "mnist", "fashion-mnist", "cifar10", "inline"] as const;

/** Fields of each kind of data with their defaults; links validate one field at a time. */
export const chebyshevFields = {
  kind: v.literal("chebyshev"),
  degree: v.optional(wholeField(0, MAX_DEGREE), 5),
  samples: v.optional(wholeField(1, MAX_SAMPLES), 20),
};

export const imageFields = {
  kind: v.picklist(["mnist", "fashion-mnist"]),
  samples: v.optional(wholeField(1, MAX_SAMPLES), 200),
  offset: v.optional(
    numberField(
      `a whole number from 0 to ${SHIPPED_IMAGES - 1}, because the first ${SHIPPED_IMAGES} images ship with the app`,
      (offset) => Number.isInteger(offset) && offset >= 0 && offset < SHIPPED_IMAGES,
    ),
    0,
  ),
  side: v.optional(v.picklist([7, 14, 28], "must be 7, 14 or 28"), 7),
  scale: v.optional(
    numberField(
      `a number above 0 and at most ${MAX_SCALE}`,
      (scale) => scale > 0 && scale <= MAX_SCALE,
    ),
    1,
  ),
  targets: v.optional(choiceField(["one-hot", "parity"]), "one-hot"),
};

const CIFAR_LABELS = new Set<unknown>(Array.from({ length: CIFAR_CLASSES }, (_, label) => label));
const classesMessage = `must be null for all ${CIFAR_CLASSES} classes, or a list of 2 to ${CIFAR_CLASSES} different ones from 0 to ${CIFAR_CLASSES - 1}`;

function isClasses(value: unknown): boolean {
  if (!Array.isArray(value) || value.length < 2 || new Set(value).size < value.length) return false;
  return value.every((label: unknown) => CIFAR_LABELS.has(label));
}

export const cifarFields = {
  kind: v.literal("cifar10"),
  samples: v.optional(wholeField(1, MAX_SAMPLES), 1000),
  offset: v.optional(wholeField(0, MAX_SAMPLES), 0),
  classes: v.optional(v.nullable(v.custom<number[]>(isClasses, classesMessage)), null),
  side: v.optional(v.picklist([8, 16, 32], "must be 8, 16 or 32"), 32),
  targets: v.optional(choiceField(["one-hot", "sign"]), "one-hot"),
};

const inlineFields = {
  kind: v.literal("inline"),
  inputs: inputRowsField,
  targets: targetRowsField,
};

export const dataSchema = v.pipe(
  plainObject,
  v.variant(
    "kind",
    [
      v.looseObject(chebyshevFields),
      v.looseObject(imageFields),
      v.looseObject(cifarFields),
      v.looseObject(inlineFields, (issue) => (issue.path ? "must be given" : "must be an object")),
    ],
    ({ input }) => kindMessage(input, DATA_KINDS, []),
  ),
);

/** "must be …" for an unknown kind; kinds of later versions are named as such. */
export function kindMessage(
  kind: unknown,
  known: readonly string[],
  later: readonly string[],
): string {
  const allowed = `must be ${listChoices(known)}`;
  return typeof kind === "string" && later.includes(kind)
    ? `which is not available in this version; ${allowed}`
    : allowed;
}
