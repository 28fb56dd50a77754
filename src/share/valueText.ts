/**
 * How kinds of values are written in a link. `read` gives what it could make of the text, of any
 * type: the schema of the field decides whether that is allowed, and says what is.
 */
import type { StepRange } from "../charts/view.ts";
import type { FileIdentity, LearningRateChange, NestedNumbers } from "../model/experiment.ts";
import { DECIMAL_NUMBER } from "../model/ownData/decimalNumber.ts";
import type { LessonStep } from "./linkState.ts";

export interface ValueText<Value> {
  write: (value: Value) => string;
  read: (text: string) => unknown;
}

/** The shortest decimal that gives the same float64 again. */
export const numberText: ValueText<number> = {
  write: (value) => String(value).replace("e+", "e"),
  read: (text) => (DECIMAL_NUMBER.test(text) ? Number(text) : text),
};

export const nameText: ValueText<string> = {
  write: (value) => value,
  read: (text) => text,
};

export const flagText: ValueText<boolean> = {
  write: (value) => (value ? "1" : "0"),
  read: (text) => (text === "1" ? true : text === "0" ? false : text),
};

/** Items separated by commas; the empty text is the empty list. */
export function listText<Item>(item: ValueText<Item>): ValueText<readonly Item[]> {
  return {
    write: (list) => list.map(item.write).join(","),
    read: (text) => (text === "" ? [] : text.split(",").map(item.read)),
  };
}

/** Numbers separated by commas, or `all`. */
export const choiceOfAllText: ValueText<"all" | readonly number[]> = {
  write: (choice) => (choice === "all" ? choice : choice.join(",")),
  read: (text) => (text === "all" ? text : listText(numberText).read(text)),
};

/** Files with what they must be, `sha256.bytes.name`, separated by slashes, which no name has. */
export const filesText: ValueText<readonly FileIdentity[]> = {
  write: (files) =>
    files.map(({ sha256, size, name }) => `${sha256}.${numberText.write(size)}.${name}`).join("/"),
  read: (text) =>
    text.split("/").map((part) => {
      const [, sha256, size, name] = /^(\w+)\.(\d+)\.(.+)$/u.exec(part) ?? [];
      return name === undefined ? part : { name, size: Number(size), sha256 };
    }),
};

/** One change of the learning rate, `step:learningRate`. */
export const changeText: ValueText<LearningRateChange> = {
  write: ({ step, learningRate }) => `${numberText.write(step)}:${numberText.write(learningRate)}`,
  read: (text) => {
    const [step, learningRate, ...rest] = text.split(":").map(numberText.read);
    return rest.length > 0 ? text : { step, learningRate };
  },
};

/** A stretch of steps, `from-to`. */
export const rangeText: ValueText<StepRange> = {
  write: ({ from, to }) => `${from}-${to}`,
  read: (text) => {
    const [, from, to] = /^(\d+)-(\d+)$/.exec(text) ?? [];
    return to === undefined ? text : { from: Number(from), to: Number(to) };
  },
};

/** A step of a lesson, `id.step`. */
export const lessonText: ValueText<LessonStep> = {
  write: ({ id, step }) => `${id}.${step}`,
  read: (text) => {
    const [, id, step] = /^([a-z0-9-]{1,40})\.(\d{1,3})$/.exec(text) ?? [];
    return id === undefined ? text : { id, step: Number(step) };
  },
};

/**
 * Rows of numbers, `1,2;3,4`; the lists of nested rows are in parentheses: `(1,2)(3,4);(5,6)(7,8)`.
 */
export const rowsText: ValueText<readonly NestedNumbers[]> = {
  write: (rows) =>
    rows
      .map((row) =>
        JSON.stringify(row)
          .slice(1, -1)
          .replaceAll("],[", ")(")
          .replaceAll("[", "(")
          .replaceAll("]", ")")
          .replaceAll("e+", "e"),
      )
      .join(";"),
  read: (text) => {
    const json = text
      .replaceAll(")(", "],[")
      .replaceAll("(", "[")
      .replaceAll(")", "]")
      .replaceAll(";", "],[");
    try {
      return JSON.parse(`[[${json}]]`) as unknown;
    } catch {
      return text;
    }
  },
};
