import { all, edge, less, near } from "./claims.ts";
import { atEdge, manyModes, unnudged } from "./experiments.ts";
import { at, max, mean } from "./measure.ts";
import type { Lesson } from "./lesson.ts";

const FIRST = { from: 30, to: 120 };

/** A tall spike from a small beginning, and a second direction that a one-mode theory does not know. */
export const theoryEnds: Lesson = {
  id: "theory-ends",
  title: "When theory ends",
  goal: "Say what a one-mode theory assumes, and recognise the step at which it stops being true.",
  minutes: 8,
  assumes: "what the prediction is (lesson 5)",
  steps: [
    {
      id: "seed",
      title: "Every spike has a seed.",
      body: [
        "Above the line the oscillation is multiplied at each step, so there must be something to multiply. This run was given it: at the edge the page nudges $\\theta$ along $u$, to start with an oscillation of about 0.3 {dagger:δ}.",
        "The first spike then lifts the loss by 0.074 above the floor $L(\\theta^\\dagger)$.",
      ],
      experiment: atEdge,
      to: 100,
      window: FIRST,
      focus: ["loss", "sharpness"],
      curves: ["gd", "edge", "dagger"],
      expect: [
        near(at("oscillation", 40), 0.29, 0.05),
        near(max("surcharge", 40, 100), 0.074, 0.02),
      ],
    },
    {
      id: "smaller",
      title: "A seed thirty times smaller.",
      body: [
        "The same run without the nudge. By itself it arrives with an oscillation of about 0.01 {dagger:δ}, close to none.",
        "It has just passed the edge.",
      ],
      experiment: unnudged,
      to: 42,
      window: FIRST,
      focus: ["loss", "sharpness"],
      curves: ["gd", "edge", "dagger"],
      ask: {
        question: "How will its first spike compare with 0.074?",
        choices: [
          {
            text: "Lower: there is less to grow",
            isRightIf: less(max("surcharge", 41, 110), 0.066),
          },
          {
            text: "As high, only later",
            isRightIf: near(max("surcharge", 41, 110), 0.074, 0.1),
          },
          { text: "Higher", isRightIf: less(0.082, max("surcharge", 41, 110)) },
        ],
        answer: { experiment: unnudged, to: 110, speed: 15, window: FIRST },
        body: [
          "Higher, nearly three times. A small oscillation needs longer to reach δ, all that time sharpness climbs on, and what grows late grows fast.",
        ],
      },
      expect: [
        less(at("oscillation", 40), 0.03),
        less(0.17, max("surcharge", 41, 110)),
        less(max("surcharge", 41, 110), 0.27),
      ],
    },
    {
      id: "logarithm",
      title: "Only the logarithm counts.",
      body: [
        "Thirty times less to start with, and a spike three times as high. For the two-number rule the height follows from a conserved quantity, which holds the seed $x_0$ as",
        "$\\ln(\\delta/x_0)$",
        "In an un-nudged run the seed can be rounding itself, about $10^{-7}$ of the weights in single precision and $10^{-16}$ in double. Then two computers get spikes at different steps, both rightly. No theory foretells rounding.",
        "And with $x_0 = 0$ exactly there would be no turn at all. Self-stabilisation is not automatic: it needs a seed.",
      ],
      experiment: unnudged,
      to: 110,
      window: FIRST,
      focus: ["loss", "sharpness"],
      curves: ["gd", "edge", "dagger"],
      expect: [
        less(mean("sharpness", 73, 74), max("sharpness", 60, 100)),
        less(at("line", 80, 1.1), max("sharpness", 60, 100)),
      ],
    },
    {
      id: "second",
      title: "Another network, another direction.",
      body: [
        "Two hundred handwritten digits, ten classes. Here the {l2:second eigenvalue λ₂}, the curvature in the next steepest direction, is close behind: {value:lambda2} against {value:sharpness}.",
        "The line is at {value:line}. The {oneMode:one-mode prediction} has just started: it assumes that one direction alone oscillates.",
      ],
      experiment: manyModes,
      to: 134,
      window: { from: 0, to: 220 },
      focus: ["sharpness"],
      curves: ["gd", "edge", "oneMode", "l2"],
      ask: {
        question: "What will happen in the next 20 steps?",
        choices: [
          {
            text: "The one-mode prediction goes on through the first spike",
            isRightIf: { kind: "goesOn", overlay: "prediction", by: 154 },
          },
          {
            text: "λ₂ gets to the line too, and the one-mode prediction stops",
            isRightIf: {
              kind: "stops",
              overlay: "prediction",
              reason: "second-eigenvalue",
              from: 134,
              to: 154,
            },
          },
          {
            text: "λ₂ is pushed away from the line",
            isRightIf: less(at("secondEigenvalue", 154), at("secondEigenvalue", 134, 0.9)),
          },
        ],
        answer: { experiment: manyModes, to: 154, speed: 6, window: { from: 0, to: 220 } },
        body: [
          "At 1.9/η the claim ends, by rule. Two directions now oscillate, and each pushes the sharpness of the other. A theory of one has nothing to say about that, so its line stops there.",
        ],
      },
      expect: [edge(124, 132), less(at("line", 154, 0.95), max("secondEigenvalue", 134, 154))],
    },
    {
      id: "goes-on",
      title: "The run does not mind.",
      body: [
        "Descent goes on at the edge. The rounds have lost their regular shape, but sharpness keeps near the line and the loss keeps falling.",
        "A theory of two can go on: the {pred:prediction} drawn now has taken the second direction in. It gets through two spikes and has drifted when the third begins. At step 222 its claim ends too.",
        "That is what the end of a theory looks like: not that things go wrong, but that the dashed line has no more to say. Better to show it than to draw on.",
      ],
      experiment: manyModes,
      to: 240,
      focus: ["loss", "sharpness"],
      curves: ["gd", "edge", "pred", "oneMode", "l2"],
      expect: [
        less(max("modesError", 149, 221), 0.05),
        { kind: "stops", overlay: "modes", reason: "drift", from: 215, to: 229 },
        all(
          near(mean("sharpness", 160, 240), at("line", 240), 0.1),
          less(mean("loss", 230, 240), mean("loss", 140, 150, 0.92)),
        ),
      ],
    },
  ],
};
