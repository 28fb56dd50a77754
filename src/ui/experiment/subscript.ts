/** T₁₂: digits of the subscript block, which keep the height of the line. */
export function subscript(value: number): string {
  return String(value).replaceAll(/\d/g, (digit) => "₀₁₂₃₄₅₆₇₈₉".charAt(Number(digit)));
}
