import { describeValue } from "../../model/schema/fault.ts";

/** Names shown of a long list. */
const SHOWN = 5;

/** That columns of these names are not shown: a sentence, if there are any. */
export function ignoredColumns(names: readonly string[]): string[] {
  if (names.length === 0) return [];
  const shown = names.slice(0, SHOWN).map((name) => describeValue(name));
  const more = names.length > SHOWN ? ` and ${names.length - SHOWN} more` : "";
  const noun = names.length === 1 ? "column is" : "columns are";
  return [`The file's ${noun} not known here and not shown: ${shown.join(", ")}${more}.`];
}
