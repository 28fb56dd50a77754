/** Paper over the panels that are not to be looked at now; what is under it can still be made out. */
import type { Layout } from "./layout.ts";
import type { PanelName } from "./view.ts";

const OPACITY = 0.8;

export interface Veil {
  /** @param focus panels without a veil; null, or none of those on screen, for no veil at all */
  update(layout: Layout, focus: readonly PanelName[] | null): void;
}

/** As much of the sheet hangs below a panel: no more, for the ribbon begins there. */
const BELOW = 3;

/**
 * A sheet as a CSS shape: beside the panel it goes down to the end, where tick labels and names reach
 * half their height below the panel; between `left` and `right` it ends at `height`.
 */
export function veilOutline(left: number, right: number, height: number): string {
  const notch = [
    `${right}px 100%`,
    `${right}px ${height}px`,
    `${left}px ${height}px`,
    `${left}px 100%`,
  ];
  return `polygon(0 0, 100% 0, 100% 100%, ${notch.join(", ")}, 0 100%)`;
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
    update(layout, focus) {
      const { panels, titleHeight, fontSize, left, right } = layout;
      const veiled = veiledPanels(
        panels.map(({ name }) => name),
        focus,
      );
      for (const sheet of sheets.slice(veiled.length)) sheet.remove();
      sheets = veiled.map((_, i) => sheets[i] ?? createSheet(root));
      veiled.forEach((name, i) => {
        const { top, bottom } = panels.find((panel) => panel.name === name)!;
        const from = top - titleHeight;
        const height = bottom - from;
        Object.assign(sheets[i]!.style, {
          top: `${from}px`,
          height: `${height + Math.max(BELOW, fontSize / 2)}px`,
          clipPath: veilOutline(left, right, height + BELOW),
        });
      });
    },
  };
}
