/** Flags above the charts, each with a hairline through all panels. */
import type { FigureEvent } from "./events.ts";
import { FLAG_GAP, placeFlags, type FlagPlace } from "./flagPlacement.ts";
import { stepToPixel, type Scene } from "./scene.ts";
import { px, type Group } from "./svg.ts";
import type { MeasureText } from "./textWidth.ts";
import { hueOf } from "./tokens.ts";

export interface PlacedEvent {
  event: FigureEvent;
  x: number;
  place: FlagPlace;
}

/** Ends of the panels, and of the figure into which words may run on. */
interface EventRoom {
  left: number;
  right: number;
  width: number;
  /** No word may begin before this pixel; the words then have one row. */
  clear?: number;
}

/** Place the events' words in as few rows as let all of them stand, at most two. */
function placeEvents(
  events: readonly FigureEvent[],
  pixelOf: (step: number) => number,
  { left, right, width, clear }: EventRoom,
  widthOf: (text: string) => number,
): { placed: PlacedEvent[]; rows: number } {
  const flags = events
    .map((event) => ({
      event,
      x: pixelOf(event.step),
      widths: event.wordings.map(widthOf),
      priority: event.priority,
    }))
    .filter(({ x }) => x >= left - 1 && x <= right + 1);
  let rows = 1;
  const bounds = { from: clear ?? 0, to: width };
  let places = placeFlags(flags, bounds, rows);
  if (clear === undefined && places.some(({ wording }) => wording === null)) {
    rows = 2;
    places = placeFlags(flags, bounds, rows);
  }
  const placed = flags.map(({ event, x }, i) => ({ event, x, place: places[i]! }));
  return { placed, rows: placed.some(({ place }) => place.row > 0) ? rows : 1 };
}

/** What colours an event: follows the theme by itself. */
export function colorOfEvent(hue: FigureEvent["hue"]): string {
  return hue === "ink" || hue === "ink-2" || hue === "bad" ? `var(--${hue})` : hueOf(hue);
}

export interface EventLane {
  update(scene: Scene, placed: readonly PlacedEvent[]): void;
}

/** Distinct events of a sequence: they keep their elements while the run goes on. */
const keyOf = ({ event }: PlacedEvent) => `${event.step} ${event.hue} ${event.wordings.at(-1)}`;

/**
 * @param under behind the curves: hairlines
 * @param over in front: words
 */
export function createEventLane(under: Group, over: Group): EventLane {
  const hairlines = under.append("g");
  const flags = over.append("g");
  return {
    update(scene, placed) {
      const { lane, fontSize, left, right } = scene.layout;
      const visible = placed.filter(({ x }) => x >= left - 1 && x <= right + 1);
      hairlines
        .selectAll("path")
        .data(visible)
        .join("path")
        .style("stroke", ({ event }) => colorOfEvent(event.hue))
        .style("stroke-width", ({ event }) => (event.solid ? 1.25 : 1))
        .style("stroke-dasharray", ({ event }) => (event.solid ? null : "1.5 3"))
        .attr("d", ({ x }) =>
          scene.panels.map(({ box }) => `M${px(x)},${box.top}V${box.bottom}`).join(""),
        );
      const baseline = ({ place }: PlacedEvent) => lane - fontSize * (0.6 + 1.25 * place.row);
      const groups = flags
        .selectAll<SVGGElement, PlacedEvent>("g")
        .data(visible, keyOf)
        .join((enter) => {
          const group = enter.append("g");
          group.append("line");
          group.append("text");
          return group;
        });
      groups
        .select("line")
        .style("stroke", ({ event }) => colorOfEvent(event.hue))
        .attr("x1", ({ x }) => px(x))
        .attr("x2", ({ x }) => px(x))
        .attr("y1", (flag) => px(baseline(flag) - fontSize * 0.85))
        .attr("y2", lane - 2);
      groups
        .select("text")
        .style("fill", ({ event }) => colorOfEvent(event.hue))
        .attr("text-anchor", ({ place }) => (place.side === "left" ? "end" : "start"))
        .attr("x", ({ x, place }) => px(x + (place.side === "left" ? -FLAG_GAP : FLAG_GAP)))
        .attr("y", (flag) => px(baseline(flag)))
        .text(({ event, place }) =>
          place.wording === null ? "" : (event.wordings[place.wording] ?? ""),
        );
    },
  };
}

/** Place the events of a scene before its layout is known: only the x scale is needed. */
export function placeSceneEvents(
  scene: Pick<Scene, "head" | "positions" | "x" | "view" | "learningRate" | "tokens">,
  events: readonly FigureEvent[],
  room: EventRoom,
  measure: MeasureText,
): { placed: PlacedEvent[]; rows: number } {
  const { sans, fontSize } = scene.tokens;
  return placeEvents(
    events,
    (step) => stepToPixel(scene, step),
    room,
    (text) => measure(text, { family: sans, size: fontSize }),
  );
}
