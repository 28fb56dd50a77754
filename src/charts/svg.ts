/** Small pieces shared by the SVG layers. */
import { select, type BaseType, type Selection } from "d3";

export type Group = Selection<SVGGElement, unknown, null, undefined>;

export function selectGroup(node: SVGGElement): Group {
  return select<SVGGElement, unknown>(node);
}

/** A pixel coordinate with one decimal. */
export function px(value: number): number {
  return Math.round(value * 10) / 10;
}

/** Paper around words that stand on curves. */
export function withHalo<E extends BaseType, D, P extends BaseType, Q>(
  text: Selection<E, D, P, Q>,
): Selection<E, D, P, Q> {
  return text
    .style("paint-order", "stroke")
    .style("stroke", "var(--paper)")
    .style("stroke-width", "3px")
    .style("stroke-linejoin", "round");
}
