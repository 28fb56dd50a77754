/**
 * Building blocks of the experiment schema. The message of every check is the clause "must be …"
 * that an error sentence ends with.
 */
import * as v from "valibot";

/** A finite number for which `isAllowed` holds. */
export function numberField(allowed: string, isAllowed: (value: number) => boolean) {
  const message = `must be ${allowed}`;
  return v.pipe(
    v.number(message),
    v.check((value) => Number.isFinite(value) && isAllowed(value), message),
  );
}

/** A whole number between two limits, both allowed. */
export function wholeField(least: number, most: number) {
  return numberField(
    `a whole number from ${least} to ${most}`,
    (value) => Number.isInteger(value) && value >= least && value <= most,
  );
}

/** One of a few names. */
export function choiceField<const Choice extends string>(choices: readonly Choice[]) {
  return v.picklist(choices, `must be ${listChoices(choices)}`);
}

/** `"a", "b" or "c"`. */
export function listChoices(choices: readonly string[]): string {
  const quoted = choices.map((choice) => JSON.stringify(choice));
  const last = quoted.pop() ?? "";
  return quoted.length === 0 ? last : `${quoted.join(", ")} or ${last}`;
}

/** An object with these keys; keys it does not know are kept. Lists are not objects here. */
export function objectField<const Entries extends v.ObjectEntries>(entries: Entries) {
  return v.pipe(
    plainObject,
    v.looseObject(entries, (issue) => (issue.path ? "must be given" : "must be an object")),
  );
}

/** Any object that is not a list. */
export const plainObject = v.custom<Record<string, unknown>>(
  (value) => typeof value === "object" && value !== null && !Array.isArray(value),
  "must be an object",
);

/** A list of finite numbers, checked in one tight loop: explicit parameters may be 2·10⁷ long. */
export const numberListField = v.pipe(
  v.custom<number[]>(Array.isArray, "must be a list of numbers"),
  v.rawCheck(({ dataset, addIssue }) => {
    if (!dataset.typed) {
      return;
    }
    const input: readonly unknown[] = dataset.value;
    for (let key = 0; key < input.length; key++) {
      const value = input[key];
      if (typeof value !== "number" || !Number.isFinite(value)) {
        addIssue({
          input: value,
          message: "must be a finite number",
          path: [{ type: "array", origin: "value", input: dataset.value, key, value }],
        });
        return;
      }
    }
  }),
);
