/**
 * A whole text that is one decimal number: 12, -0.5, .5, 1e-3. No two ways to match the same digits: a
 * long text must not take quadratic time.
 */
export const DECIMAL_NUMBER = /^[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?$/i;
