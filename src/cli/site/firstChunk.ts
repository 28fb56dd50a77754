/**
 * Few scripts for all that a first picture needs, where splitting by use would make twenty of them: what
 * every page has, what the instrument and an embed share, and the instrument itself.
 */
import type { Plugin } from "vite";

export interface FirstChunks {
  plugin: Plugin;
  /** Which modules go into which script; known once all are read. */
  groups: { name: string; test: (id: string) => boolean }[];
}

const DESK = /\/ui\/openDesk\.tsx$/;
const EMBED = /\/ui\/embed\/openEmbed\.tsx$/;

export function firstChunks(): FirstChunks {
  const entry = new Set<string>();
  const desk = new Set<string>();
  const embed = new Set<string>();
  return {
    groups: [
      { name: "first", test: (id) => entry.has(id) },
      { name: "figure", test: (id) => !entry.has(id) && desk.has(id) && embed.has(id) },
      { name: "desk", test: (id) => !entry.has(id) && desk.has(id) && !embed.has(id) },
    ],
    plugin: {
      name: "first-chunks",
      apply: "build",
      buildEnd() {
        /** All that is reached without a dynamic import. */
        const visit = (id: string, reached: Set<string>) => {
          if (reached.has(id)) return;
          reached.add(id);
          for (const imported of this.getModuleInfo(id)?.importedIds ?? []) {
            visit(imported, reached);
          }
        };
        for (const id of this.getModuleIds()) {
          if (this.getModuleInfo(id)?.isEntry === true) visit(id, entry);
          if (DESK.test(id)) visit(id, desk);
          if (EMBED.test(id)) visit(id, embed);
        }
      },
    },
  };
}
