import { edge, falls, less, near } from "./claims.ts";
import { atEdge } from "./experiments.ts";
import { at, max, mean } from "./measure.ts";
import type { Lesson } from "./lesson.ts";

const FIRST = { from: 30, to: 140 };

/** What the dashed line is, what it knows, and how long it is right. */
export const prediction: Lesson = {
  id: "prediction",
  title: "The prediction: follow θ†",
  goal: "Follow the path under the constraint, and see a prediction made at the edge alone hold for several spikes.",
  minutes: 8,
  assumes: "the four stages and δ (lesson 3)",
  steps: [
    {
      id: "path",
      title: "A path without the oscillation.",
      body: [
        "The {dagger:constrained trajectory θ†} takes the same gradient steps as {gd:gradient descent}, but after each it is put back: to the floor of the valley, and to no more sharpness than $2/\\eta$.",
        "It starts where the run meets the edge, at step 40. Its sharpness lies on the line, which is why you see it there as a pale band, and its loss falls without a spike.",
        "This is the slow part of what is going on.",
      ],
      experiment: atEdge,
      to: 100,
      window: FIRST,
      focus: ["loss", "sharpness"],
      curves: ["gd", "edge", "dagger"],
      expect: [
        edge(40, 40),
        falls("constrainedLoss", 40, 100),
        near(max("constrainedSharpness", 42, 100), at("line", 100), 0.005),
      ],
    },
    {
      id: "near",
      title: "The run stays close to it.",
      body: [
        "The lowest chart is the distance from θ†. It goes up and down with the oscillation, since the oscillation is most of it, and it does not grow from round to round.",
        "At this step it is {value:distance}, and {value:oscillation} along $u$ alone.",
      ],
      experiment: atEdge,
      to: 240,
      window: { from: 30, to: 240 },
      focus: ["distance"],
      curves: ["gd"],
      expect: [
        less(max("distance", 150, 240), max("distance", 41, 100)),
        less(max("distance", 41, 240), 0.1),
      ],
    },
    {
      id: "two-numbers",
      title: "Two numbers move round each other.",
      body: [
        "Take the difference $v = \\theta - \\theta^\\dagger$. Two things about it matter: $x$, its part along $u$, and $y$, how far it lifts sharpness above the line. To leading order",
        "$x \\leftarrow -(1 + \\eta y)\\,x$",
        "$y \\leftarrow y + \\eta\\,\\big(\\alpha - \\tfrac{1}{2}\\beta x^2\\big)$",
        "The first line is the blow-up and the dying out. The second is the rise by descent and the push by the oscillation. That is all of the mechanism.",
        "The dashed {pred:prediction} iterates such a rule for all of $v$, with the slopes taken at θ† and the exact loss along $u$.",
      ],
      experiment: atEdge,
      to: 44,
      window: FIRST,
      focus: ["sharpness"],
      curves: ["gd", "edge", "dagger", "pred"],
      expect: [less(at("predictionError", 44), 0.005)],
    },
    {
      id: "ask",
      title: "It is told where to start, and no more.",
      body: [
        "At step 40 the prediction is given the state of the run. From then on it never looks at the run again: it only follows θ†.",
        "We are at step {value:step}. A spike lies ahead.",
      ],
      experiment: atEdge,
      to: 44,
      window: { from: 30, to: 210 },
      focus: ["sharpness"],
      curves: ["gd", "edge", "pred"],
      ask: {
        question: "How long will it be right about sharpness, to 4 percent at every step?",
        choices: [
          {
            text: "It misses the first spike",
            isRightIf: less(0.04, max("predictionError", 44, 90)),
          },
          {
            text: "It is right once, and wrong by step 200",
            isRightIf: {
              kind: "all",
              claims: [
                less(max("predictionError", 44, 90), 0.04),
                less(0.04, max("predictionError", 91, 200)),
              ],
            },
          },
          {
            text: "Through all three spikes up to step 200",
            isRightIf: less(max("predictionError", 44, 200), 0.04),
          },
        ],
        answer: { experiment: atEdge, to: 200, speed: 25, window: { from: 30, to: 210 } },
        body: [
          "Through all three, if a few steps late by the third. When each spike would come, and how high, was settled at step 40, and the rule found it.",
        ],
      },
      expect: [less(mean("predictionError", 41, 200), 0.01)],
    },
    {
      id: "cubic",
      title: "What the short rule leaves out.",
      body: [
        "The {cubic:cubic prediction} keeps to the rule as it was written down first: the loss along $u$ is taken as a parabola. It is good for the first rounds, then its swings grow too large, and it claims nothing after step 132.",
        "What it lacks is the true shape of the valley wall along $u$. One more gradient a step puts that in, and gives the other prediction its longer life.",
      ],
      experiment: atEdge,
      to: 200,
      window: { from: 30, to: 210 },
      focus: ["sharpness"],
      curves: ["gd", "edge", "pred", "cubic"],
      expect: [
        less(mean("cubicError", 41, 80), 0.02),
        { kind: "stops", overlay: "cubic", reason: "drift", from: 125, to: 140 },
        { kind: "goesOn", overlay: "prediction", by: 200 },
      ],
    },
    {
      id: "end",
      title: "It says when it is over.",
      body: [
        "At step 246 the prediction is off by half an oscillation. A ring marks the place, and nothing is drawn beyond it: a curve that has lost the run would still look convincing.",
        "What goes wrong is the timing. Small errors add up to a wrong phase, so the spike is foretold too late, though still as high.",
        "The key Y gives it the present state again; you can try that while the run plays.",
      ],
      experiment: atEdge,
      to: 320,
      focus: ["sharpness"],
      curves: ["gd", "edge", "pred"],
      expect: [{ kind: "stops", overlay: "prediction", reason: "drift", from: 236, to: 256 }],
    },
  ],
};
