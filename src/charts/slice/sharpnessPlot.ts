/** Sharpness along ∇S⊥: the line that self-stabilization slides down. */
import { formatTick } from "../format.ts";
import { px, type Group } from "../svg.ts";
import type { Tokens } from "../tokens.ts";
import { createDot, createEndNames, drawTexts, pathOf, type PlotText } from "./marks.ts";
import type { Pixel, SharpnessScene, SliceScene } from "./sliceScene.ts";

/** From the ball's middle, and long, in pixels; shorter ones cannot be told from none. */
const ARROW = { from: 10, length: 24, least: 4, head: 4 };

/** The arrow of a push from the ball, along the line that the ball is on. */
export function arrowOf({ ball, line, push }: SharpnessScene): { tail: Pixel; tip: Pixel } | null {
  const length = Math.abs(push) * ARROW.length;
  if (ball === null || length < ARROW.least) return null;
  const [low, high] = line;
  const size = Math.hypot(high.x - low.x, high.y - low.y) * Math.sign(push);
  const at = (distance: number): Pixel => ({
    x: ball.x + (distance * (high.x - low.x)) / size,
    y: ball.y + (distance * (high.y - low.y)) / size,
  });
  return { tail: at(ARROW.from), tip: at(ARROW.from + length) };
}

function arrowPath(scene: SharpnessScene): string {
  const arrow = arrowOf(scene);
  if (arrow === null) return "";
  const { tail, tip } = arrow;
  const angle = Math.atan2(tip.y - tail.y, tip.x - tail.x);
  const barb = (turn: number) =>
    `${px(tip.x - ARROW.head * Math.SQRT2 * Math.cos(angle + turn))},${px(tip.y - ARROW.head * Math.SQRT2 * Math.sin(angle + turn))}`;
  const end = `${px(tip.x)},${px(tip.y)}`;
  return `M${px(tail.x)},${px(tail.y)}L${end}M${barb(0.7)}L${end}L${barb(-0.7)}`;
}

export function createSharpnessPlot(parent: Group) {
  const path = (hue: string, width: number) =>
    parent.append("path").style("fill", "none").style("stroke", hue).style("stroke-width", width);
  const edge = path("var(--edge)", 1.25);
  const line = path("var(--cubic)", 1.6);
  const truth = path("var(--ink)", 1.25);
  const samples = parent.append("g").style("fill", "var(--ink)");
  const center = createDot(parent, "var(--dagger)", 3.5);
  const arrow = path("var(--gd)", 2).attr("class", "push");
  const ball = createDot(parent.append("g").attr("class", "ball"), "var(--gd)", 6);
  const words = parent.append("g");
  const names = createEndNames(parent);

  return {
    update({ sharpness, layout }: SliceScene, tokens: Tokens): void {
      const { fontSize, sharpness: box } = layout;
      edge.attr("d", `M${box.left},${px(sharpness.edge)}L${box.right},${px(sharpness.edge)}`);
      const { width, dash } = tokens.curves.cubic;
      line
        .attr("d", pathOf(sharpness.line))
        .style("stroke-width", width)
        .style("stroke-dasharray", dash.join(" "));
      truth.attr("d", pathOf(sharpness.truth));
      samples
        .selectAll("circle")
        .data(sharpness.samples)
        .join("circle")
        .attr("r", 2)
        .attr("cx", ({ x }) => px(x))
        .attr("cy", ({ y }) => px(y));
      center.update(sharpness.center);
      ball.update(sharpness.ball);
      arrow.attr("d", arrowPath(sharpness));
      const below = box.bottom + 1.3 * fontSize;
      drawTexts(words, [
        {
          ...{ text: "sharpness along ∇S⊥", symbol: 3, hue: "var(--ink-3)" },
          ...{ x: box.left - 3.4 * fontSize, y: box.top - 0.9 * fontSize, anchor: "start" },
        },
        ...sharpness.y.ticks(3).map((value): PlotText => ({
          ...{ text: formatTick(value), anchor: "end" },
          ...{ x: box.left - 5, y: sharpness.y.toPixel(value) + 0.34 * fontSize },
        })),
        {
          ...{ text: "θ†", symbol: 2, hue: "var(--dagger)", anchor: "middle" },
          ...{ x: sharpness.center.x, y: below },
        },
        { text: "∇S⊥ →", symbol: 5, x: box.right, y: below, anchor: "end" },
      ]);
      names.update(
        [
          { text: "2/η", hue: "var(--edge)", end: { x: box.right, y: sharpness.edge } },
          { text: "measured", hue: "var(--ink)", end: sharpness.truth.findLast((p) => p) ?? null },
          { text: "S + βw", hue: "var(--cubic)", end: sharpness.line[1] },
        ],
        box,
        fontSize,
      );
    },
  };
}
