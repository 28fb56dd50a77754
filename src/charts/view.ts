/** What the figure shows: plain data, part of links. */
export const CURVES = [
  "gd",
  "edge",
  "pred",
  "oneMode",
  "cubic",
  "dagger",
  "average",
  "flow",
  "flowFromStart",
  "l2",
  "frozen2",
  "frozen3",
  "pre",
  "central",
] as const;
/**
 * A curve of the figure, named as its colour token; `pred` is the prediction that leads, `oneMode` that of
 * one mode alone, `average` is L(θ†) + δ²/η, `frozen2` and `frozen3` are descent on the Taylor models of the
 * loss at the edge, `pre` is the preconditioned sharpness and `central` the central flow.
 */
export type Curve = (typeof CURVES)[number];
/** A line of the figure: a curve, or the reduced map, which is on when it has a start. */
export type LineName = Curve | "map";

/** Largest x₀/δ that the reduced map is drawn from. */
export const MAX_REDUCED_START = 10;

/** The parts of the page that a link may hide; the sharpness chart is always there. */
export const PARTS = [
  "story",
  "presets",
  "experiment",
  "rate",
  "overlays",
  "axes",
  "transport",
  "strip",
  "loss",
  "distance",
  "portrait",
  "slice",
  "notes",
  "header",
] as const;
export type Part = (typeof PARTS)[number];

/** The parts that a link may lock: their readers see them and change nothing there. */
export const LOCKS = [
  "experiment",
  "rate",
  "overlays",
  "axes",
  "presets",
  "transport",
] as const satisfies readonly Part[];
export type Lock = (typeof LOCKS)[number];

/** First and last step of a part of a run. */
export interface StepRange {
  from: number;
  to: number;
}

export type PanelName = "loss" | "sharpness" | "distance";

export interface View {
  visible: Record<Curve, boolean>;
  /** Step number, or flow time η·t (accumulated over η changes). */
  xAxis: "step" | "time";
  xScale: "linear" | "log";
  yScale: Record<PanelName, "linear" | "log">;
  /** Keep drawing an overlay past its stop, greyed. */
  showBeyondStop: boolean;
  /** x₀/δ from which the reduced map is drawn beside the run, from the edge on; null for no map. */
  reducedMap: number | null;
}

/** Whether the view has this line switched on. */
export function isVisible(view: View, line: LineName): boolean {
  return line === "map" ? view.reducedMap !== null : view.visible[line];
}

export function defaultView(): View {
  return {
    visible: {
      gd: true,
      edge: true,
      pred: true,
      oneMode: false,
      cubic: false,
      dagger: true,
      average: true,
      flow: true,
      flowFromStart: true,
      l2: true,
      frozen2: true,
      frozen3: true,
      pre: true,
      central: true,
    },
    xAxis: "step",
    xScale: "linear",
    yScale: { loss: "linear", sharpness: "linear", distance: "linear" },
    showBeyondStop: false,
    reducedMap: null,
  };
}
