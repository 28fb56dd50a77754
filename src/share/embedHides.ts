import type { Part } from "../charts/view.ts";

/** What an embed leaves out unless its link says otherwise: it is a small figure, of sharpness. */
export const EMBED_HIDES: readonly Part[] = ["strip", "loss", "distance"];
