import type { Part } from "../../charts/view.ts";
import { EMBED_HIDES } from "../../share/embedHides.ts";

/** Charts of an embed: sharpness alone, with the loss, or all with the timeline. */
export type EmbedCharts = "one" | "two" | "all";

const EMBED_SIZES: Record<EmbedCharts, { hide: readonly Part[]; height: number }> = {
  one: { hide: EMBED_HIDES, height: 405 },
  two: { hide: ["strip", "distance"], height: 540 },
  all: { hide: [], height: 680 },
};

const WIDTH = 720;

/** What an embed with these charts leaves out. */
export function embedHides(charts: EmbedCharts): Part[] {
  return [...EMBED_SIZES[charts].hide];
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;");
}

/** The line of HTML that puts a run into another page. */
export function embedCode(link: string, title: string, charts: EmbedCharts): string {
  const { height } = EMBED_SIZES[charts];
  const size = `width="${WIDTH}" height="${height}"`;
  return `<iframe src="${escaped(link)}" title="${escaped(title)}" ${size} loading="lazy" style="border:0;max-width:100%"></iframe>`;
}
