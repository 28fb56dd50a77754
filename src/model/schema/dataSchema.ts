import * as v from "valibot";
import { CIFAR_CLASSES } from "../datasets/cifarShape.ts";
import { MAX_CLASSES, MAX_COLUMNS, MAX_FILE_BYTES, MAX_INPUTS } from "../ownData/fileLimits.ts";
import {
  choiceField,
  listChoices,
  numberField,
  numberListField,
  objectField,
  plainObject,
  wholeField,
} from "./fields.ts";
import { inputRowsField, targetRowsField } from "./inlineRows.ts";
import { MAX_DEGREE, MAX_SAMPLES, MAX_SCALE, SHIPPED_IMAGES } from "./limits.ts";

export const DATA_KINDS = [
  "chebyshev",
  "mnist",
  "fashion-mnist",
  "cifar10",
  "file",
  "inline",
] as const;

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

const namePattern = /^[^/\p{C}\p{Zl}\p{Zp}]{1,200}$/u;

const fileSchema = objectField({
  name: v.custom<string>(
    (name) => typeof name === "string" && namePattern.test(name),
    "must be the name of a file, at most 200 characters",
  ),
  size: wholeField(1, MAX_FILE_BYTES),
  sha256: v.custom<string>(
    (hash) => typeof hash === "string" && /^[0-9a-f]{64}$/.test(hash),
    "must be 64 hexadecimal digits",
  ),
});

const filesMessage = "must be a list of one or two {name, size, sha256}";
const shapeMessage = "must be [length] or [channels, height, width]";
const labelsMessage = `must be a list of at most ${MAX_CLASSES} different numbers`;

export const columnField = wholeField(0, MAX_COLUMNS - 1);

/** What a viewer's own files are and what is taken of them. */
export const fileFields = {
  kind: v.literal("file"),
  format: choiceField(["csv", "idx", "cifar10"]),
  files: v.pipe(
    v.array(fileSchema, filesMessage),
    v.check(({ length }) => length === 1 || length === 2, filesMessage),
  ),
  samples: v.optional(wholeField(1, MAX_SAMPLES), 200),
  offset: v.optional(wholeField(0, MAX_FILE_BYTES), 0),
  subset: v.optional(choiceField(["first", "spread"]), "first"),
  column: v.optional(v.nullable(columnField), null),
  targets: v.optional(choiceField(["values", "one-hot", "sign"]), "values"),
  classes: v.optional(
    v.pipe(
      numberListField,
      v.check(
        (labels) => labels.length <= MAX_CLASSES && new Set(labels).size === labels.length,
        labelsMessage,
      ),
    ),
    () => [],
  ),
  standardise: v.optional(choiceField(["none", "inputs", "all"]), "inputs"),
  shape: v.pipe(
    v.array(wholeField(1, MAX_FILE_BYTES), shapeMessage),
    v.check(({ length }) => length === 1 || length === 3, shapeMessage),
    v.check(
      (shape) => shape.reduce((product, size) => product * size, 1) <= MAX_INPUTS,
      `must make rows of at most ${MAX_INPUTS} numbers`,
    ),
  ),
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
      v.looseObject(fileFields, (issue) => (issue.path ? "must be given" : "must be an object")),
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
