/** The line 2/η, the balance point δ with its cross, and the ticks of both axes. */
import { clamp } from "../../math/clamp.ts";
import { LARGE_TEXT } from "../layout.ts";
import { formatSignificant } from "../format.ts";
import { px, type Group } from "../svg.ts";
import type { MeasureText } from "../textWidth.ts";
import { hueOf } from "../tokens.ts";
import type { PortraitScene } from "./portraitScene.ts";

/** A text that the page explains under the pointer. */
function appendExplained(parent: Group, symbol: string) {
  return parent.append("text").attr("data-symbol", symbol).style("pointer-events", "auto");
}

/** A symbol in the serif italic. */
function appendSymbol(parent: Group, symbol: string, rest: string) {
  const text = appendExplained(parent, symbol);
  text
    .append("tspan")
    .style("font-family", "var(--serif)")
    .style("font-style", "italic")
    .text(symbol);
  const value = text.append("tspan").text(rest);
  return { text, value };
}

/**
 * @param under behind the paths: the two lines
 * @param over in front: the cross and all labels
 */
export function createPortraitAxes(
  under: Group,
  over: Group,
  measure: MeasureText,
): { update(scene: PortraitScene): void } {
  const law = under.append("line").style("stroke", "var(--edge)");
  const divide = under.append("line").style("stroke", hueOf("dagger"));
  const cross = over
    .append("path")
    .attr("class", "portrait-fixed-point")
    .style("stroke", hueOf("dagger"))
    .style("fill", "none");
  const yLabels = over.append("g").attr("text-anchor", "end");
  const lawLabel = appendExplained(over, "2/η")
    .attr("text-anchor", "end")
    .style("fill", "var(--edge)");
  lawLabel.append("tspan").text("2/");
  lawLabel
    .append("tspan")
    .style("font-family", "var(--serif)")
    .style("font-style", "italic")
    .text("η");
  const zero = over.append("text").attr("text-anchor", "middle").text("0");
  const delta = appendSymbol(over, "δ", "");
  delta.text.attr("text-anchor", "middle").style("fill", hueOf("dagger"));
  const xTitle = appendExplained(over, "|x|").attr("text-anchor", "end");
  const xWord = xTitle.append("tspan");
  xTitle
    .append("tspan")
    .style("font-family", "var(--serif)")
    .style("font-style", "italic")
    .text("|x|");
  xTitle.append("tspan").text(" →");

  const updateX = (scene: PortraitScene) => {
    const { box, moment, tokens } = scene;
    const { fontSize } = tokens;
    const baseline = px(box.bottom + fontSize + 4);
    const font = { family: tokens.sans, size: fontSize };
    const value = moment.balance === null ? "" : formatSignificant(moment.balance.delta, 2);
    const hasDelta = moment.balance !== null || moment.stretch === null;
    const half = measure(value === "" ? "δ" : `δ = ${value}`, font) / 2;
    const word = fontSize >= LARGE_TEXT ? "" : "oscillation ";
    xWord.text(word);
    const title = measure(`${word}|x| →`, font);
    const low = box.left + half + 0.4 * fontSize;
    const high = box.right - title - half - fontSize;
    const x = clamp(scene.divide, low, high);
    delta.text
      .attr("x", px(x))
      .attr("y", baseline)
      .style("display", hasDelta ? "inline" : "none");
    delta.value.text(value === "" ? "" : ` = ${value}`);
    zero
      .attr("x", box.left)
      .attr("y", baseline)
      .style("display", hasDelta && x - half < box.left + fontSize ? "none" : "inline");
    xTitle.attr("x", box.right).attr("y", baseline);
  };

  return {
    update(scene) {
      const { box, tokens, moment, divide: between } = scene;
      const { fontSize } = tokens;
      const zeroY = px(scene.y.toPixel(0));
      const labelX = box.left - 5;
      law
        .attr("x1", box.left)
        .attr("x2", box.right)
        .attr("y1", zeroY)
        .attr("y2", zeroY)
        .style("stroke-width", tokens.curves.edge.width);
      lawLabel.attr("x", labelX).attr("y", px(zeroY + 0.35 * fontSize));
      yLabels
        .selectAll("text")
        .data(scene.yTicks)
        .join("text")
        .attr("x", labelX)
        .attr("y", ({ value }) => px(scene.y.toPixel(value) + 0.35 * fontSize))
        .text(({ text }) => text);
      const hasBalance = moment.balance !== null || moment.stretch === null;
      divide
        .attr("x1", px(between))
        .attr("x2", px(between))
        .attr("y1", box.top)
        .attr("y2", box.bottom)
        .style("stroke-width", tokens.curves.edge.width)
        .style("stroke-dasharray", tokens.curves.average.dash.join(" "))
        .style("display", hasBalance ? "inline" : "none");
      const arm = fontSize / 2.4;
      cross
        .attr(
          "d",
          `M${px(between - arm)},${zeroY}h${px(2 * arm)}M${px(between)},${px(zeroY - arm)}v${px(2 * arm)}`,
        )
        .style("stroke-width", 1.6 * tokens.curves.edge.width)
        .style("display", hasBalance ? "inline" : "none");
      updateX(scene);
    },
  };
}
