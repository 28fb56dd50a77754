/** Sentences with live numbers in them, as data: one hue per quantity, as in the charts. */
import type { Curve } from "../../charts/view.ts";

/** A number (or word) that belongs to a curve. */
export interface Quantity {
  text: string;
  curve: Curve;
}

export type Prose = readonly (string | Quantity)[];

export function quantity(text: string, curve: Curve): Quantity {
  return { text, curve };
}

/** Tag for sentences: say`Sharpness is ${quantity("20.50", "gd")}.` */
export function say(strings: TemplateStringsArray, ...values: (string | Quantity)[]): Prose {
  return strings.flatMap((text, i) => {
    const value = values[i];
    return value === undefined ? [text] : [text, value];
  });
}

export function plainText(prose: Prose): string {
  return prose.map((part) => (typeof part === "string" ? part : part.text)).join("");
}
