import { all, edge, less, near } from "./claims.ts";
import { twoOscillations } from "./experiments.ts";
import { at, max, mean } from "./measure.ts";
import type { Lesson } from "./lesson.ts";

const ROUNDS = { from: 40, to: 300 };

/** Two directions at the edge: what they do to each other, step by step and on average. */
export const secondMode: Lesson = {
  id: "second-mode",
  title: "A second mode: loops re-ignite",
  goal: "Say why two oscillations at the edge do not settle as one may, and what of them can still be foretold.",
  minutes: 7,
  assumes: "where the theory of one mode ends (lesson 7)",
  steps: [
    {
      id: "one",
      title: "One direction: rounds get smaller.",
      body: [
        "A small network meets the line, 8, at step 47. {gd:Sharpness} goes round it twice, first 6 % above it, then half as far: one direction finding its balance, one loop in the portrait.",
        "Two predictions are drawn, so far one on the other: the {oneMode:one-mode prediction}, and the {pred:one that takes in} a second direction. Meanwhile {l2:λ₂} climbs: it is at {value:lambda2}.",
      ],
      experiment: twoOscillations,
      to: 142,
      window: { from: 40, to: 180 },
      focus: ["sharpness"],
      curves: ["gd", "edge", "pred", "oneMode", "l2"],
      ask: {
        question: "λ₂ will be at the line in some 20 steps. Which prediction will hold till 171?",
        choices: [
          {
            text: "Both",
            isRightIf: { kind: "goesOn", overlay: "prediction", by: 171 },
          },
          {
            text: "Only the one that takes in a second direction",
            isRightIf: all(
              {
                kind: "stops",
                overlay: "prediction",
                reason: "second-eigenvalue",
                from: 143,
                to: 171,
              },
              { kind: "goesOn", overlay: "modes", by: 171 },
            ),
          },
          {
            text: "Neither",
            isRightIf: {
              kind: "stops",
              overlay: "modes",
              reason: "drift",
              from: 143,
              to: 171,
            },
          },
        ],
        answer: {
          experiment: twoOscillations,
          to: 171,
          speed: 8,
          window: { from: 40, to: 180 },
        },
        body: [
          "At step 144 a mode joins, at 152 {l2:λ₂} passes 1.9/η and the {oneMode:one-mode prediction} ends. The {pred:other} has taken the newcomer in and goes on.",
          "The portrait has a second loop. It came up from below, as λ₂ did.",
        ],
      },
      expect: [
        edge(44, 50),
        less(max("meanSharpness", 100, 142), at("line", 100, 1.04)),
        less(at("line", 60, 1.055), max("meanSharpness", 48, 90)),
        less(at("activeModes", 142), 2),
        less(1, at("activeModes", 146)),
      ],
    },
    {
      id: "again",
      title: "Two directions, each in the other's way.",
      body: [
        "Both now swing, and each swing bends the loss along the other as well. {gd:Sharpness} has been up to 5 % above the line.",
        "One mode alone had come down to 3.5 %.",
      ],
      experiment: twoOscillations,
      to: 172,
      window: ROUNDS,
      focus: ["sharpness"],
      curves: ["gd", "edge", "pred", "l2"],
      ask: {
        question: "What will the next rounds do?",
        choices: [
          {
            text: "Shrink again, once the newcomer has its place",
            isRightIf: less(max("meanSharpness", 180, 260), at("line", 180, 1.04)),
          },
          {
            text: "Grow again",
            isRightIf: all(
              less(at("line", 180, 1.06), max("meanSharpness", 180, 260)),
              less(max("meanSharpness", 180, 260), at("line", 180, 1.3)),
            ),
          },
          {
            text: "Grow until it diverges",
            isRightIf: less(at("line", 180, 1.3), max("meanSharpness", 180, 260)),
          },
        ],
        answer: { experiment: twoOscillations, to: 260, speed: 15, window: ROUNDS },
        body: [
          "They re-ignite: 6.5 %, then 7.5 %, and no longer at even intervals. Neither loop in the portrait closes.",
        ],
      },
      expect: [
        less(at("line", 180, 1.06), max("meanSharpness", 180, 260)),
        less(max("modesError", 172, 260), 0.05),
      ],
    },
    {
      id: "count",
      title: "Three things to balance, two to do it with.",
      body: [
        "One direction is at rest when the push of its swing just cancels the sharpening: one number to match, one size to choose. That size is δ.",
        "With two, curvature can change along the first, along the second, and in the mixture of both: three numbers. A swing $(x_1, x_2)$ has two. It can match three only by luck, so it never comes to rest.",
        "$\\tfrac12\\,\\nabla^3L(u_i,u_j)\\cdot\\textstyle\\sum_{kl}x_kx_l\\nabla^3L(u_k,u_l)=-\\nabla^3L(u_i,u_j)\\cdot\\nabla L$",
      ],
      experiment: twoOscillations,
      to: 260,
      window: ROUNDS,
      focus: ["sharpness"],
      curves: ["gd", "edge", "pred", "l2"],
      expect: [
        near(at("secondPinned", 260), at("line", 260), 1e-3),
        near(mean("secondEigenvalue", 200, 260), at("line", 200), 0.05),
      ],
    },
    {
      id: "average",
      title: "On average it balances.",
      body: [
        "Over time a swing is not two numbers but a spread, $\\Sigma$, which has three: both sizes and how they go together. So the mean can do what no single swing can.",
        "The {central:central flow} follows just that. It knows no oscillation; it holds both eigenvalues at the line, and predicts the loss on average, $L(w)+\\operatorname{tr}\\Sigma/\\eta$.",
        "Step by step, a {pred:prediction} with both directions; on average, the {central:central flow}. That is what can be said of two modes at the edge.",
      ],
      experiment: twoOscillations,
      to: 300,
      speed: 15,
      window: ROUNDS,
      focus: ["loss", "sharpness"],
      curves: ["gd", "edge", "pred", "central"],
      expect: [
        near(mean("loss", 160, 300), mean("centralAverage", 160, 300), 0.03),
        less(max("modesError", 172, 300), 0.06),
        { kind: "goesOn", overlay: "modes", by: 300 },
      ],
    },
  ],
};
