/** What happened in a run, in words for the event lane. Pure. */
import type { StopReason, StoppedOverlay } from "../protocol/annotations.ts";
import type { Experiment } from "../model/experiment.ts";
import { edgeFormula, edgeLevel, isAdaptive } from "../model/stability.ts";
import { edgeStepsOf } from "../session/edgeSteps.ts";
import type { History } from "../session/history.ts";
import { activeModesAt } from "../session/leadingPrediction.ts";
import { formatSignificant, formatStep } from "./format.ts";
import { constrainedSegments, predictionSegments, segmentsOf, type Segment } from "./segments.ts";
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

/** A curve whose claim may end, and what it is called there. */
interface Claim {
  curve: Curve;
  name: string;
  segments(history: History): Segment[];
}

const stoppedBy =
  (overlay: StoppedOverlay) =>
  (history: History): Segment[] =>
    segmentsOf(history.annotations, overlay, history.length);

const [PREDICTION, ONE_MODE, CUBIC]: readonly [Claim, Claim, Claim] = [
  { curve: "pred", name: "prediction", segments: predictionSegments },
  { curve: "oneMode", name: "one-mode prediction", segments: stoppedBy("prediction") },
  { curve: "cubic", name: "cubic prediction", segments: stoppedBy("cubic") },
];

const CLAIMS: readonly Claim[] = [
  PREDICTION,
  ONE_MODE,
  CUBIC,
  { curve: "dagger", name: "θ†", segments: constrainedSegments },
  { curve: "central", name: "central flow", segments: stoppedBy("centralFlow") },
  { curve: "frozen2", name: "frozen quadratic", segments: stoppedBy("frozenQuadratic") },
  { curve: "frozen3", name: "frozen cubic", segments: stoppedBy("frozenCubic") },
];

/** "both predictions stop" */
function endOf(claims: readonly Claim[]): string {
  if (claims.length > 2) return "overlays stop";
  if (claims.includes(PREDICTION) && claims.includes(CUBIC)) return "both predictions stop";
  const names = claims.map(({ name }) => name).join(" and ");
  return `${names} ${claims.length === 1 ? "stops" : "stop"}`;
}

function stopEvents(history: History, view: View): FigureEvent[] {
  const grouped = new Map<string, { step: number; reason: StopReason; claims: Claim[] }>();
  for (const claim of CLAIMS) {
    if (!view.visible[claim.curve]) continue;
    for (const { stop } of claim.segments(history)) {
      if (!stop || stop.reason === "learning-rate-change") continue;
      const key = `${stop.step} ${stop.reason}`;
      const group = grouped.get(key) ?? { step: stop.step, reason: stop.reason, claims: [] };
      // As long as that of one mode leads they are the same.
      const isTold = claim === ONE_MODE && group.claims.includes(PREDICTION);
      if (!isTold) group.claims.push(claim);
      grouped.set(key, group);
    }
  }
  return [...grouped.values()].map(({ step, reason, claims }) => {
    const end = endOf(claims);
    const why = STOP_REASONS[reason];
    return {
      step,
      hue: claims[0]!.curve,
      wordings: [reason === "second-eigenvalue" ? `${why}: ${end}` : `${end}: ${why}`, end],
      solid: false,
      priority: claims.includes(PREDICTION) ? 3 : 2,
    };
  });
}

const HOW_MANY: readonly string[] = ["", "one mode", "two modes", "three modes"];

function edgeEvents(history: History, experiment: Experiment): FigureEvent[] {
  const { optimizer, overlays } = experiment;
  const predicts =
    optimizer === undefined && overlays.some((each) => each === "prediction" || each === "modes");
  const sharpness = isAdaptive(optimizer) ? "preconditioned sharpness" : "sharpness";
  return edgeStepsOf(history, optimizer).map((step, i) => {
    const active = activeModesAt(history, step);
    const name = i === 0 ? "edge" : "edge again";
    const short = active > 1 ? `${name}, ${HOW_MANY[active] ?? ""}` : name;
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

/** Where a mode joins those at the edge, or leaves them. */
function modeEvents(history: History): FigureEvent[] {
  const { edgeSteps } = history.annotations;
  return history.modeChanges.flatMap(({ step, active }): FigureEvent[] => {
    const before = activeModesAt(history, step - 1);
    // The flag of the edge says how many there are.
    if (active === before || edgeSteps.includes(step)) return [];
    const many = HOW_MANY[active] ?? "";
    const wordings = [`a mode ${active > before ? "joins" : "leaves"}: ${many} at the edge`, many];
    return [{ step, hue: "pred", wordings, solid: false, priority: 2 }];
  });
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
    ...(view.visible.pred ? [...resyncEvents(history), ...modeEvents(history)] : []),
    ...branchEvents(history),
    ...learningRateEvents(history, experiment),
    ...divergenceEvents(history),
  ]
    .filter(({ step }) => step < history.length)
    .sort((a, b) => a.step - b.step);
}
