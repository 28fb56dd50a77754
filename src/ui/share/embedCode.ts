import type { Part } from "../../charts/view.ts";
import { EMBED_HIDES, embedHeight } from "../../share/embedHides.ts";

/** Charts of an embed: sharpness alone, with the loss, or all with the timeline. */
export type EmbedCharts = "one" | "two" | "all";

const HIDES: Record<EmbedCharts, readonly Part[]> = {
  one: EMBED_HIDES,
  two: ["strip", "distance"],
  all: [],
};

const WIDTH = 720;

/** What an embed with these charts leaves out. */
export function embedHides(charts: EmbedCharts): Part[] {
  return [...HIDES[charts]];
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;");
}

/** The line of HTML that puts a run into another page. */
export function embedCode(link: string, title: string, charts: EmbedCharts): string {
  const size = `width="${WIDTH}" height="${embedHeight(HIDES[charts])}"`;
  return `<iframe src="${escaped(link)}" title="${escaped(title)}" ${size} loading="lazy" style="border:0;max-width:100%"></iframe>`;
}
