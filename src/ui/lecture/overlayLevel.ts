/** Which overlays lie over the run while it is presented. */
import { CURVES, defaultView, type Curve, type View } from "../../charts/view.ts";

export const OVERLAY_LEVELS = ["none", "prediction", "all"] as const;

/** null is what the page shows otherwise. */
export type OverlayLevel = (typeof OVERLAY_LEVELS)[number] | null;

/** The run, its line, and the sharpness that a preconditioned line is for. */
const RUN: ReadonlySet<Curve> = new Set(["gd", "edge", "pre"]);
/** What the last row can tell apart; a view that names its own curves has those. */
const READABLE: ReadonlySet<Curve> = new Set([...RUN, "pred", "dagger", "flow"]);

export function nextLevel(level: OverlayLevel): OverlayLevel {
  const next = level === null ? 0 : (OVERLAY_LEVELS.indexOf(level) + 1) % OVERLAY_LEVELS.length;
  return OVERLAY_LEVELS[next] ?? null;
}

function only(curves: ReadonlySet<Curve>): View["visible"] {
  const none = defaultView().visible;
  for (const curve of CURVES) none[curve] = curves.has(curve);
  return none;
}

/** The curves the page shows; those of the plain default are too many for a room. */
function chosen({ visible }: View): ReadonlySet<Curve> {
  const plain = defaultView().visible;
  const isPlain = CURVES.every((curve) => visible[curve] === plain[curve]);
  return isPlain ? READABLE : new Set(CURVES.filter((curve) => visible[curve]));
}

/** The view as a room sees it. */
export function lectureView(view: View, level: OverlayLevel): View {
  switch (level) {
    case "none":
      return { ...view, visible: only(RUN) };
    case "prediction":
      return { ...view, visible: only(new Set([...RUN, "pred"])) };
    case "all":
      return { ...view, visible: only(new Set([...READABLE, ...chosen(view)])) };
    case null:
      return { ...view, visible: only(chosen(view)) };
  }
}
