/** The title row of each panel, which is also its read-out. */
import { TITLE_RISE } from "./layout.ts";
import { PANEL_TITLES, SHORT_TITLES } from "./names.ts";
import { fitTitleRow, readingsOf, type Reading } from "./readings.ts";
import type { PanelScene, Scene } from "./scene.ts";
import { px, selectGroup, type Group } from "./svg.ts";
import type { MeasureText } from "./textWidth.ts";
import { hueOf } from "./tokens.ts";

/** Between the parts of a row, in text heights. */
const GAP = 1.1;

function subtitleOf(scene: Scene, panel: PanelScene): string {
  const parts: string[] = [];
  if (scene.view.yScale[panel.box.name] === "log") parts.push("log");
  if (scene.layout.bare) return parts.join(", ");
  if (scene.everyStep) parts.push("every step");
  else if (panel.box.name === "sharpness" && scene.view.visible.gd) {
    parts.push("two-step mean, every step behind");
  }
  return parts.join(", ");
}

export interface TitleRows {
  update(scene: Scene, step: number, compact: boolean): void;
}

export function createTitleRows(parent: Group, measure: MeasureText): TitleRows {
  const group = parent.append("g");

  const updateTitle = (
    row: Group,
    scene: Scene,
    panel: PanelScene,
    parts: { title: string; symbol: string; subtitle: string },
  ) => {
    const { titleSize, fontSize } = scene.layout;
    const words = [
      { kind: "title", text: parts.title },
      { kind: "symbol", text: parts.symbol },
      { kind: "subtitle", text: parts.subtitle },
    ].filter(({ text }) => text !== "");
    row
      .selectAll("text.title")
      .data([0])
      .join("text")
      .attr("class", "title")
      .attr("x", 0)
      .attr("y", px(panel.box.top - titleSize * TITLE_RISE))
      .selectAll("tspan")
      .data(words)
      .join("tspan")
      .attr("dx", ({ kind }) => (kind === "title" ? 0 : kind === "symbol" ? 0.4 * titleSize : 8))
      .style("font-size", ({ kind }) => `${kind === "subtitle" ? fontSize : titleSize}px`)
      .style("font-weight", ({ kind }) => (kind === "title" ? 600 : 400))
      .style("font-family", ({ kind }) => (kind === "symbol" ? "var(--serif)" : null))
      .style("font-style", ({ kind }) => (kind === "symbol" ? "italic" : null))
      .style("fill", ({ kind }) => (kind === "subtitle" ? "var(--ink-3)" : "var(--ink)"))
      // The page explains what is marked so, under the pointer.
      .attr("data-symbol", ({ kind, text }) => (kind === "symbol" ? text : null))
      .style("pointer-events", ({ kind }) => (kind === "symbol" ? "auto" : null))
      .style("cursor", "help")
      .text(({ text }) => text);
  };

  const updateReadings = (row: Group, scene: Scene, panel: PanelScene, readings: Reading[]) => {
    const { fontSize, titleSize, right } = scene.layout;
    const words = readings.flatMap((reading, i) => [
      { ...reading, text: `${reading.name} `, dx: i === 0 ? 0 : fontSize * GAP, weight: 400 },
      { ...reading, text: reading.value, dx: 0, weight: 600 },
    ]);
    row
      .selectAll("text.readings")
      .data([0])
      .join("text")
      .attr("class", "readings")
      .attr("text-anchor", "end")
      .attr("x", right)
      .attr("y", px(panel.box.top - titleSize * TITLE_RISE))
      .selectAll("tspan")
      .data(words)
      .join("tspan")
      .attr("dx", ({ dx }) => px(dx))
      .style("fill", ({ curve }) => hueOf(curve))
      .style("font-weight", ({ weight }) => weight)
      .attr("data-symbol", ({ name }) => name)
      .style("pointer-events", "auto")
      .style("cursor", "help")
      .text(({ text }) => text);
  };

  const updateRow = (
    row: Group,
    scene: Scene,
    panel: PanelScene,
    step: number,
    compact: boolean,
  ) => {
    const { fontSize, titleSize, right } = scene.layout;
    const { sans, serif } = scene.tokens;
    const { title: fullTitle, symbol } = PANEL_TITLES[panel.box.name];
    const title = compact ? SHORT_TITLES[panel.box.name] : fullTitle;
    const subtitle = compact ? "" : subtitleOf(scene, panel);
    const all =
      step < 0 || scene.layout.bare ? [] : readingsOf(scene, panel.box.name, step, compact);
    const fit = fitTitleRow(right, {
      title: measure(title, { family: sans, size: titleSize, weight: 600 }),
      symbol: measure(symbol, { family: serif, size: titleSize, italic: true }) + 0.4 * titleSize,
      subtitle: subtitle === "" ? 0 : measure(subtitle, { family: sans, size: fontSize }) + 8,
      readings: all.map(
        ({ name, value }) =>
          measure(`${name} `, { family: sans, size: fontSize }) +
          measure(value, { family: sans, size: fontSize, weight: 600 }) +
          fontSize * GAP,
      ),
    });
    updateTitle(row, scene, panel, {
      title,
      symbol: fit.symbol ? symbol : "",
      subtitle: fit.subtitle ? subtitle : "",
    });
    updateReadings(row, scene, panel, all.slice(0, fit.readings));
  };

  return {
    update(scene, step, compact) {
      const rows = group
        .selectAll<SVGGElement, PanelScene>("g")
        .data(scene.panels)
        .join("g")
        .nodes();
      rows.forEach((node, i) => {
        updateRow(selectGroup(node), scene, scene.panels[i]!, step, compact);
      });
    },
  };
}
