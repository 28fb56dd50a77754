/**
 * Few scripts where splitting by use would make twenty: what comes first of all, what instrument and
 * embed share, and what only the instrument has.
 */
import type { Plugin } from "vite";

/** Modules that open the two pages, each imported when the address asks for it. */
const DESK = "/src/ui/openDesk.tsx";
const EMBED = "/src/ui/embed/openEmbed.tsx";

export interface PageChunks {
  plugin: Plugin;
  /** Scripts by the modules they take, the first one that takes a module keeping it. */
  groups: { name: string; priority: number; test: (id: string) => boolean }[];
}

export function pageChunks(): PageChunks {
  const entry = new Set<string>();
  const desk = new Set<string>();
  const embed = new Set<string>();
  return {
    // Each takes what its modules bring along, so that the smaller ones come first.
    groups: [
      { name: "first", priority: 3, test: (id) => entry.has(id) },
      { name: "shared", priority: 2, test: (id) => desk.has(id) && embed.has(id) },
      { name: "desk", priority: 1, test: (id) => desk.has(id) },
    ],
    plugin: {
      name: "page-chunks",
      apply: "build",
      buildEnd() {
        /** All that a module brings with it, without what it imports later. */
        const reach = (id: string, reached: Set<string>) => {
          if (reached.has(id)) return;
          reached.add(id);
          for (const each of this.getModuleInfo(id)?.importedIds ?? []) reach(each, reached);
        };
        for (const id of this.getModuleIds()) {
          if (this.getModuleInfo(id)?.isEntry === true) reach(id, entry);
          if (id.endsWith(DESK)) reach(id, desk);
          if (id.endsWith(EMBED)) reach(id, embed);
        }
      },
      // Both pages want it, and would ask for it only once the entry has run.
      transformIndexHtml: (_, { bundle = {} }) =>
        Object.values(bundle)
          .filter((file) => file.type === "chunk" && file.name === "shared")
          .map(({ fileName }) => ({
            tag: "link",
            injectTo: "head" as const,
            attrs: { rel: "modulepreload", crossorigin: true, href: `./${fileName}` },
          })),
    },
  };
}
