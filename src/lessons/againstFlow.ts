import { less, near } from "./claims.ts";
import { besideFlow, slowBesideFlow } from "./experiments.ts";
import { at, max, mean } from "./measure.ts";
import type { Lesson } from "./lesson.ts";

/** Which smooth path gradient descent follows, and which it does not. */
export const againstFlow: Lesson = {
  id: "against-flow",
  title: "Against gradient flow",
  goal: "See where gradient descent stops being a discretized differential equation, and what path it follows instead.",
  minutes: 6,
  assumes: "lessons 2 and 3; it helps to know what a differential equation is",
  steps: [
    {
      id: "euler",
      title: "Descent as a sum of small steps.",
      body: [
        "Make the step of {gd:gradient descent} ever smaller and take ever more of them: in the limit the weights move along a smooth curve, {flow:gradient flow}, $\\dot\\theta = -\\nabla L$. Descent is then that equation, solved roughly.",
        "With a small step the picture is right. Here $\\eta$ = {value:rate}, and for 300 steps the two sharpnesses cannot be told apart.",
      ],
      experiment: slowBesideFlow,
      to: 300,
      focus: ["sharpness"],
      curves: ["gd", "flowFromStart"],
      expect: [
        near(at("flowFromStartSharpness", 300), at("sharpness", 300), 0.01),
        less(at("sharpness", 300), at("line", 300, 0.5)),
      ],
    },
    {
      id: "to-edge",
      title: "A larger step, up to the edge.",
      body: [
        "Now $\\eta$ = {value:rate}, started at the same weights. A step of descent stands for $\\eta$ units of time of the flow, so that both have gone equally far.",
        "Up to the edge they are close. At step 40 sharpness crosses the line.",
      ],
      experiment: besideFlow,
      to: 40,
      window: { from: 0, to: 210 },
      focus: ["sharpness"],
      curves: ["gd", "edge", "flowFromStart"],
      ask: {
        question: "What will the flow's sharpness do from here on?",
        choices: [
          {
            text: "Swing about the line, like that of descent",
            isRightIf: near(mean("flowFromStartSharpness", 100, 200), at("line", 200), 0.05),
          },
          {
            text: "Stop at the line",
            isRightIf: near(at("flowFromStartSharpness", 200), at("line", 200), 0.05),
          },
          {
            text: "Go straight on upward",
            isRightIf: less(at("line", 200, 1.3), at("flowFromStartSharpness", 200)),
          },
        ],
        answer: { experiment: besideFlow, to: 200, speed: 25, window: { from: 0, to: 210 } },
        body: [
          "Straight on, as if there were no line. For it there is none: the flow has no step, so nothing overshoots. The line is $\\eta$'s, and only descent has an $\\eta$.",
        ],
      },
      expect: [
        near(at("flowFromStartSharpness", 38), at("sharpness", 38), 0.05),
        near(mean("sharpness", 60, 200), at("line", 200), 0.03),
      ],
    },
    {
      id: "which",
      title: "Then which path does descent follow?",
      body: [
        "There are two candidates for the smooth path under the zig-zag. The flow, started anew from the edge. And {dagger:θ†}, the path held to the line.",
        "The lowest chart has the distance from θ†, of descent and of the flow.",
      ],
      experiment: besideFlow,
      to: 100,
      window: { from: 0, to: 320 },
      focus: ["distance"],
      curves: ["gd", "flow"],
      ask: {
        question: "By step 320, which of the two will descent be near?",
        choices: [
          {
            text: "The flow: θ† and descent drift apart",
            isRightIf: less(mean("flowDistance", 300, 320), mean("distance", 300, 320)),
          },
          {
            text: "θ†: the flow departs, descent does not",
            isRightIf: less(mean("distance", 300, 320, 5), mean("flowDistance", 300, 320)),
          },
          {
            text: "Neither: both distances grow alike",
            isRightIf: near(mean("distance", 300, 320), mean("flowDistance", 300, 320), 0.5),
          },
        ],
        answer: { experiment: besideFlow, to: 320, speed: 60, window: { from: 0, to: 320 } },
        body: [
          "θ†. The flow is {value:flowDistance} away from it by now and leaves steadily; descent is {value:distance} away, and comes back in every round.",
        ],
      },
      expect: [
        less(max("distance", 41, 320), 0.12),
        less(at("flowDistance", 200), at("flowDistance", 320)),
      ],
    },
    {
      id: "not-an-ode",
      title: "Not a rough solution of that equation.",
      body: [
        "A rough solution would be rough and near. Descent at the edge is near to something else: to a path that keeps sharpness at $2/\\eta$. The flow's sharpness is {value:flowSharpness} now, more than twice the line.",
        "What one learns about gradient flow holds for descent up to the edge, and not beyond. The projected path θ† is what takes its place.",
      ],
      experiment: besideFlow,
      to: 320,
      focus: ["sharpness", "distance"],
      curves: ["gd", "edge", "dagger", "flow", "flowFromStart"],
      expect: [less(at("line", 320, 2), at("flowSharpness", 320))],
    },
  ],
};
