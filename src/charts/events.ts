/** What happened in a run, in words for the event lane. Pure. */
import type { StopReason, StoppedOverlay } from "../protocol/annotations.ts";
import type { Experiment } from "../model/experiment.ts";
import { edgeFormula, edgeLevel, isAdaptive } from "../model/stability.ts";
import { edgeStepsOf } from "../session/edgeSteps.ts";
import type { History } from "../session/history.ts";
import { formatSignificant, formatStep } from "./format.ts";
import { segmentsOf } from "./segments.ts";
import type { Curve, View } from "./view.ts";

export interface FigureEvent {
  step: number;
  /** Custom property that colours it. */
  hue: "ink" | "ink-2" | "bad" | Curve;
  /** The same in fewer and fewer words. */
  wordings: string[];
  /** Whether the line through the panels is solid: the run itself was changed there. */
  solid: boolean;
  priority: number;
}

/** Why a claim ended, in plain words. */
const STOP_REASONS: Record<StopReason, string> = {
  "second-eigenvalue": "λ₂ reaches 1.9/η",
  "fourth-mode": "a fourth mode at the edge",
  "no-progressive-sharpening": "sharpness no longer rises by itself",
  "flat-sharpness-gradient": "no direction left that lowers sharpness",
  "too-coarse": "steps too large for the averaged picture",
  "far-excursion": "oscillation left the cubic region",
  "late-phase": "confident outputs lower the sharpness",
  divergence: "diverging",
  drift: "drifted half an oscillation",
  "eigenvector-swap": "the top eigenvector changed",
  "learning-rate-change": "η changed",
};

/** Reasons that mean: more than one direction oscillates. */
export const ENDS_BY_SECOND_MODE: ReadonlySet<StopReason> = new Set([
  "second-eigenvalue",
  "eigenvector-swap",
]);

const OVERLAYS: readonly StoppedOverlay[] = [
  "prediction",
  "cubic",
  "constrained",
  "modes",
  "centralFlow",
  "frozenQuadratic",
  "frozenCubic",
];
const CURVE_OF: Record<StoppedOverlay, Curve> = {
  prediction: "pred",
  cubic: "cubic",
  constrained: "dagger",
  modes: "pred",
  centralFlow: "central",
  frozenQuadratic: "frozen2",
  frozenCubic: "frozen3",
};
const OVERLAY_NAMES: Record<StoppedOverlay, string> = {
  prediction: "prediction",
  cubic: "cubic",
  constrained: "θ†",
  modes: "prediction of modes",
  centralFlow: "central flow",
  frozenQuadratic: "frozen quadratic",
  frozenCubic: "frozen cubic",
};

function subjectOf(overlays: readonly StoppedOverlay[]): { subject: string; verb: string } {
  const [first] = overlays;
  if (overlays.length === 1 && first) return { subject: OVERLAY_NAMES[first], verb: "stops" };
  if (overlays.length > 2) return { subject: "overlays", verb: "stop" };
  const isBoth = overlays.includes("prediction") && overlays.includes("cubic");
  const subject = isBoth
    ? "both predictions"
    : overlays.map((overlay) => OVERLAY_NAMES[overlay]).join(" and ");
  return { subject, verb: "stop" };
}

function stopEvents(history: History, view: View): FigureEvent[] {
  const grouped = new Map<
    string,
    { step: number; reason: StopReason; overlays: StoppedOverlay[] }
  >();
  for (const overlay of OVERLAYS) {
    if (!view.visible[CURVE_OF[overlay]]) continue;
    for (const { stop } of segmentsOf(history.annotations, overlay, history.length)) {
      if (!stop || stop.reason === "learning-rate-change") continue;
      const key = `${stop.step} ${stop.reason}`;
      const group = grouped.get(key) ?? { step: stop.step, reason: stop.reason, overlays: [] };
      group.overlays.push(overlay);
      grouped.set(key, group);
    }
  }
  return [...grouped.values()].map(({ step, reason, overlays }) => {
    const { subject, verb } = subjectOf(overlays);
    const claim = `${subject} ${verb}`;
    const why = STOP_REASONS[reason];
    const long = reason === "second-eigenvalue" ? `${why}: ${claim}` : `${claim}: ${why}`;
    return {
      step,
      hue: CURVE_OF[overlays[0] ?? "prediction"],
      wordings: [long, claim],
      solid: false,
      priority: overlays.includes("prediction") ? 3 : 2,
    };
  });
}

function edgeEvents(history: History, experiment: Experiment): FigureEvent[] {
  const { optimizer, overlays } = experiment;
  const predicts =
    optimizer === undefined && overlays.some((each) => each === "prediction" || each === "modes");
  const sharpness = isAdaptive(optimizer) ? "preconditioned sharpness" : "sharpness";
  return edgeStepsOf(history, optimizer).map((step, i) => {
    const short = i === 0 ? "edge" : "edge again";
    const long = predicts
      ? `${short}: predictions ${i === 0 ? "start" : "restart"}`
      : `${short}: ${sharpness} reaches ${edgeFormula(optimizer)}`;
    return { step, hue: "ink-2", wordings: [long, short], solid: false, priority: 1 };
  });
}

function learningRateEvents(history: History, experiment: Experiment): FigureEvent[] {
  let before = experiment.learningRate;
  return history.annotations.learningRateChanges.map(({ step, learningRate }) => {
    const from = formatSignificant(before, 3);
    const to = formatSignificant(learningRate, 3);
    const level = formatSignificant(edgeLevel(experiment.optimizer, learningRate), 3);
    const verb = learningRate < before ? "jumps" : "falls";
    before = learningRate;
    const change = [
      `step ${formatStep(step)}: η ${from} → ${to}, the line ${verb} to ${level}`,
      `η ${from} → ${to}`,
      `η ${to}`,
    ];
    return {
      step,
      hue: "ink",
      // A flag of its own would stand in the way of this one.
      wordings: isBranchChange(history, step)
        ? [
            `branched from here with η ${from} → ${to}`,
            `branched, η ${from} → ${to}`,
            ...change.slice(1),
          ]
        : change,
      solid: true,
      priority: 4,
    };
  });
}

function resyncEvents(history: History): FigureEvent[] {
  const steps = history.annotations.resyncSteps;
  const [first] = steps;
  if (first === undefined) return [];
  const times = steps.length === 1 ? "" : `, ${formatStep(steps.length)} times`;
  return [
    {
      step: first,
      hue: "pred",
      wordings: [`prediction re-synchronised with the run${times}`, "re-synchronised"],
      solid: false,
      priority: 2,
    },
  ];
}

const HOW_MANY = ["no mode", "one mode", "two modes", "three modes"];

/** Where a mode joins those at the edge, or leaves them. */
function modeEvents(history: History): FigureEvent[] {
  const active = history.column("modesActive");
  const events: FigureEvent[] = [];
  for (let step = 1; step < active.length; step++) {
    const [before, now] = [active[step - 1]!, active[step]!];
    if (!(now !== before && now > 0 && before > 0)) continue;
    const many = HOW_MANY[now] ?? "";
    const wordings = [`a mode ${now > before ? "joins" : "leaves"}: ${many} at the edge`, many];
    events.push({ step, hue: "pred", wordings, solid: false, priority: 2 });
  }
  return events;
}

/** Whether η changes at this step because the run branched with another one. */
function isBranchChange({ branchedAt }: History, step: number): boolean {
  return branchedAt !== null && step === branchedAt + 1;
}

function branchEvents(history: History): FigureEvent[] {
  const { branchedAt, annotations } = history;
  const changes = annotations.learningRateChanges.some(({ step }) => isBranchChange(history, step));
  if (branchedAt === null || changes) return [];
  const wordings = ["branched from here", "branched"];
  return [{ step: branchedAt, hue: "ink-2", wordings, solid: true, priority: 4 }];
}

function divergenceEvents(history: History): FigureEvent[] {
  const { divergedAt } = history;
  if (divergedAt === null) return [];
  return [
    {
      step: divergedAt,
      hue: "bad",
      wordings: ["last step kept: the next one is past all bounds", "last step kept", "diverged"],
      solid: false,
      priority: 5,
    },
  ];
}

/** The events of a run in the order of their steps; those ahead of the head are left out. */
export function eventsOf(history: History, experiment: Experiment, view: View): FigureEvent[] {
  return [
    ...edgeEvents(history, experiment),
    ...stopEvents(history, view),
    ...(view.visible.pred ? resyncEvents(history) : []),
    ...(view.visible.pred ? modeEvents(history) : []),
    ...branchEvents(history),
    ...learningRateEvents(history, experiment),
    ...divergenceEvents(history),
  ]
    .filter(({ step }) => step < history.length)
    .sort((a, b) => a.step - b.step);
}
