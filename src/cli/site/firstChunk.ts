/** One script for all that the first picture needs, where splitting by use would make twenty of it. */
import type { Plugin } from "vite";

export interface FirstChunk {
  plugin: Plugin;
  /** Whether a module is reached from the entry without a dynamic import; known once all are read. */
  holds: (id: string) => boolean;
}

export function firstChunk(): FirstChunk {
  const reached = new Set<string>();
  return {
    holds: (id) => reached.has(id),
    plugin: {
      name: "first-chunk",
      apply: "build",
      buildEnd() {
        const visit = (id: string) => {
          if (reached.has(id)) return;
          reached.add(id);
          for (const imported of this.getModuleInfo(id)?.importedIds ?? []) visit(imported);
        };
        for (const id of this.getModuleIds()) {
          if (this.getModuleInfo(id)?.isEntry === true) visit(id);
        }
      },
    },
  };
}
