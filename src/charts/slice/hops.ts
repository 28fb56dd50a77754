/** The ball and the last positions it hopped between. */
import { px, type Group } from "../svg.ts";
import { createDot } from "./marks.ts";
import type { Pixel } from "./sliceScene.ts";

interface Hop {
  from: Pixel;
  to: Pixel;
  /** The curve's control point, above both. */
  over: Pixel;
  opacity: number;
}

/** How clear the k-th of `count` positions is, the last being the present one. */
function opacityOf(k: number, count: number): number {
  return 0.16 + 0.84 * (k / Math.max(1, count - 1)) ** 2;
}

/** Arcs from each position to the next; later ones higher, so that they stay apart. */
export function hopsOf(balls: readonly (Pixel | null)[]): Hop[] {
  return balls.flatMap((to, k) => {
    const from = balls[k - 1] ?? null;
    if (from === null || to === null) return [];
    const over = { x: (from.x + to.x) / 2, y: Math.min(from.y, to.y) - 16 - 5 * k };
    return [{ from, to, over, opacity: opacityOf(k, balls.length) }];
  });
}

/** Where on its arc a ball is, from 0 to 1. */
export function alongHop({ from, over, to }: Hop, t: number): Pixel {
  const [a, b, c] = [(1 - t) ** 2, 2 * t * (1 - t), t ** 2];
  return { x: a * from.x + b * over.x + c * to.x, y: a * from.y + b * over.y + c * to.y };
}

export function createHops(parent: Group) {
  const arcs = parent.append("g").style("fill", "none").style("stroke", "var(--gd)");
  const earlier = parent.append("g").style("fill", "var(--gd)");
  const ball = createDot(parent.append("g").attr("class", "ball"), "var(--gd)", 6);
  return {
    /** @param progress of the last hop, 0 to 1. */
    update(balls: readonly (Pixel | null)[], progress: number): void {
      const hops = hopsOf(balls);
      arcs
        .selectAll("path")
        .data(hops)
        .join("path")
        .style("stroke-width", 1.25)
        .style("opacity", ({ opacity }) => opacity)
        .attr(
          "d",
          ({ from, over, to }) =>
            `M${px(from.x)},${px(from.y)}Q${px(over.x)},${px(over.y)} ${px(to.x)},${px(to.y)}`,
        );
      const past = balls
        .slice(0, -1)
        .flatMap((at, k) => (at === null ? [] : [{ at, opacity: opacityOf(k, balls.length) }]));
      earlier
        .selectAll("circle")
        .data(past)
        .join("circle")
        .attr("r", 4)
        .attr("cx", ({ at }) => px(at.x))
        .attr("cy", ({ at }) => px(at.y))
        .style("opacity", ({ opacity }) => opacity);
      const last = hops.at(-1);
      const present = balls.at(-1) ?? null;
      const isOnItsWay = progress < 1 && last !== undefined && last.to === present;
      ball.update(isOnItsWay ? alongHop(last, progress) : present);
    },
  };
}
