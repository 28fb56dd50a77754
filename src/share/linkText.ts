/**
 * The text of a link: `#key=value&key=value`. Written by hand instead of through URLSearchParams,
 * because that would escape the commas and colons that a fragment may contain and a reader likes.
 */

/** Percent-escapes what would end or split a value; commas, colons and the like stay readable. */
function escapeText(text: string): string {
  return encodeURIComponent(text.replace(/\p{Surrogate}/gu, "\uFFFD")).replace(
    /%(?:2C|3A|3B|2F)/g,
    decodeURIComponent,
  );
}

/** Undoes percent-escapes; text that is not validly escaped is taken as it is. */
function unescapeText(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** `#a=1&b=2` for the pairs given, in their order. */
export function joinPairs(pairs: readonly (readonly [key: string, value: string])[]): string {
  return `#${pairs.map(([key, value]) => `${escapeText(key)}=${escapeText(value)}`).join("&")}`;
}

/** The pairs of a hash, with or without its `#`; any string has some. */
export function splitPairs(hash: string): [key: string, value: string][] {
  return hash
    .replace(/^#/, "")
    .split("&")
    .filter((part) => part !== "")
    .map((part) => {
      const split = part.indexOf("=");
      return split < 0
        ? [unescapeText(part), ""]
        : [unescapeText(part.slice(0, split)), unescapeText(part.slice(split + 1))];
    });
}
