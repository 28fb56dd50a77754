/** Paper over the panels that are not to be looked at now; what is under it can still be made out. */
import type { Layout } from "./layout.ts";
import type { PanelName } from "./view.ts";

const OPACITY = 0.8;

export interface Veil {
  /** @param focus panels without a veil; null, or none of those on screen, for no veil at all */
  update(layout: Layout, focus: readonly PanelName[] | null): void;
}

/** The panels that are veiled, from top to bottom. */
export function veiledPanels(
  shown: readonly PanelName[],
  focus: readonly PanelName[] | null,
): PanelName[] {
  if (focus === null || !shown.some((name) => focus.includes(name))) return [];
  return shown.filter((name) => !focus.includes(name));
}

function createSheet(root: HTMLElement): HTMLDivElement {
  const sheet = document.createElement("div");
  sheet.className = "veil";
  Object.assign(sheet.style, {
    position: "absolute",
    left: "0",
    right: "0",
    background: "var(--paper)",
    opacity: String(OPACITY),
    pointerEvents: "none",
  });
  root.append(sheet);
  return sheet;
}

export function createVeil(root: HTMLElement): Veil {
  let sheets: HTMLDivElement[] = [];
  return {
    update({ panels, titleHeight }, focus) {
      const veiled = veiledPanels(
        panels.map(({ name }) => name),
        focus,
      );
      for (const sheet of sheets.slice(veiled.length)) sheet.remove();
      sheets = veiled.map((_, i) => sheets[i] ?? createSheet(root));
      veiled.forEach((name, i) => {
        const { top, bottom } = panels.find((panel) => panel.name === name)!;
        const from = top - titleHeight;
        Object.assign(sheets[i]!.style, { top: `${from}px`, height: `${bottom + 3 - from}px` });
      });
    },
  };
}
