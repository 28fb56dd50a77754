import type { Part } from "../charts/view.ts";

/** What an embed leaves out unless its link says otherwise: it is a small figure, of sharpness. */
export const EMBED_HIDES: readonly Part[] = ["strip", "loss", "distance"];

/** CSS pixels of an embed with the sharpness chart alone, and what other parts add to them. */
const LEAST_HEIGHT = 405;
const ADDED = { loss: 135, distance: 90, strip: 50 } as const;

/** The height that an embed asks for, whatever its width is. */
export function embedHeight(hide: readonly Part[]): number {
  const parts = ["loss", "distance", "strip"] as const;
  return parts
    .filter((part) => !hide.includes(part))
    .reduce((height, part) => height + ADDED[part], LEAST_HEIGHT);
}
