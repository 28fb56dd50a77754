/** Use what was entered. @returns why it cannot be used, a sentence, or null when it was. */
export type Apply<T extends string> = (value: T) => string | null | Promise<string | null>;
