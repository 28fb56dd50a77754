import { DECIMAL_NUMBER } from "../../model/ownData/decimalNumber.ts";

/**
 * A number as people type it: decimal point or decimal comma, U+2212 or hyphen, 1e-3.
 * @returns null when it is not one number.
 */
export function readNumber(text: string): number | null {
  const plain = text.trim().replace("−", "-").replace(",", ".");
  if (!DECIMAL_NUMBER.test(plain)) return null;
  const value = Number(plain);
  return Number.isFinite(value) ? value : null;
}

/** A whole number; thousands separators (1,200) are allowed. */
export function readWhole(text: string): number | null {
  const plain = text.trim().replaceAll(/[,\s](?=\d{3}(\D|$))/g, "");
  return /^\d+$/.test(plain) ? Number(plain) : null;
}

/** Whole numbers separated by commas, spaces or dashes; empty text is an empty list. */
export function readWholes(text: string): number[] | null {
  const parts = text
    .trim()
    .split(/[\s,;–-]+/)
    .filter((part) => part !== "");
  return parts.every((part) => /^\d+$/.test(part)) ? parts.map(Number) : null;
}
