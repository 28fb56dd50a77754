/** How numbers are written in the figure. */
import type { PanelName } from "./view.ts";

/** What stands where there is no number. */
export const NO_VALUE = "–";

const MINUS = "−";
const SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹";
const DECIMALS: Record<PanelName, number> = { loss: 4, sharpness: 2, distance: 3 };

const withMinus = (text: string) => text.replace(/^-/, MINUS);
const thousands = new Intl.NumberFormat("en-US", { maximumFractionDigits: 12 });
const thousandsWithTenths = new Intl.NumberFormat("en-US", {
  minimumFractionDigits: 1,
  maximumFractionDigits: 1,
});
const grouped = (value: number) => thousands.format(value);
/** Twelve digits: what rounding has left of 0.1 + 0.2 is no news. */
const plain = (value: number) => String(Number(value.toPrecision(12)));

/** Steps with thousands commas: 1,113. */
export function formatStep(step: number): string {
  return withMinus(grouped(step));
}

function superscript(exponent: number): string {
  const digits = Array.from(String(Math.abs(exponent)), (digit) => SUPERSCRIPTS[Number(digit)]);
  return (exponent < 0 ? "⁻" : "") + digits.join("");
}

/** 3.2·10⁻⁷; a bare power of ten when the mantissa is 1. */
function scientific(value: number, digits: number): string {
  const [mantissa = "", exponent = "0"] = value.toExponential(digits).split("e");
  const trimmed = digits > 0 ? mantissa.replace(/\.?0+$/, "") : mantissa;
  const power = `10${superscript(Number(exponent))}`;
  if (trimmed === "1") return power;
  return trimmed === "-1" ? MINUS + power : `${withMinus(trimmed)}·${power}`;
}

const isExtreme = (magnitude: number) => magnitude >= 1e5 || (magnitude > 0 && magnitude < 1e-4);

const inDigits = (value: number) =>
  isExtreme(Math.abs(value)) || Math.abs(value) >= 1e4
    ? scientific(value, 3)
    : withMinus(plain(value));

/** A tick of a y axis, or of η·t; powers of ten where digits would not fit a narrow margin. */
export function formatTick(value: number): string {
  return value !== 0 && Math.abs(value) < 1e-3 ? scientific(value, 3) : inDigits(value);
}

/** `digits` significant digits without trailing zeros: 5.618, 20, 0.05. An en dash for what is no number. */
export function formatSignificant(value: number, digits: number): string {
  return Number.isFinite(value) ? inDigits(Number(value.toPrecision(digits))) : NO_VALUE;
}

/**
 * A value read from a curve: four decimals for loss, two for sharpness, three for distance,
 * and powers of ten where these would show nothing. An en dash where the curve has no value.
 */
export function formatReading(value: number, panel: PanelName): string {
  if (!Number.isFinite(value)) return NO_VALUE;
  const decimals = DECIMALS[panel];
  const magnitude = Math.abs(value);
  if (magnitude >= 1e5 || (magnitude > 0 && magnitude < 0.5 * 10 ** -decimals)) {
    return scientific(value, 1);
  }
  return withMinus(magnitude >= 1000 ? thousandsWithTenths.format(value) : value.toFixed(decimals));
}

/** Where a curve goes that has left its panel: three digits. */
export function formatDestination(value: number): string {
  const magnitude = Math.abs(value);
  if (isExtreme(magnitude)) return scientific(value, 1);
  return withMinus(magnitude >= 1000 ? grouped(Math.round(value)) : value.toPrecision(3));
}
