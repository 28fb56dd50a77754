/** The beginning of a long value, such as explicit parameters, for a notice. */
export function shortText(text: string): string {
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}
