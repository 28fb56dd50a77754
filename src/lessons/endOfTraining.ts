import { all, edge, falls, less } from "./claims.ts";
import { atEdge, classifier } from "./experiments.ts";
import { at, max, mean } from "./measure.ts";
import type { Lesson } from "./lesson.ts";

const WHOLE = { from: 0, to: 200 };

/** What the constraint costs, and a loss for which the edge comes to an end. */
export const endOfTraining: Lesson = {
  id: "end-of-training",
  title: "Where did my gradient go?",
  goal: "Say what the constraint costs of the way down, and why cross-entropy leaves the line in the end.",
  minutes: 7,
  assumes: "θ† and α (lessons 3 and 5)",
  steps: [
    {
      id: "price",
      title: "Being held has a price.",
      body: [
        "At the edge {dagger:θ†} may not raise its sharpness any more. But downhill is also up in sharpness, so part of the downhill direction is forbidden.",
        "The gradient splits in two: a part along $\\nabla S$, which is taken away, and the rest. The loss then falls by $\\eta(1-\\gamma^2)\\,|\\nabla L|^2$ a step, where $\\gamma$ is the cosine of the angle between the two gradients.",
        "The gauge at the right says what is left: $1-\\gamma^2$ is {value:kept}.",
      ],
      experiment: atEdge,
      to: 100,
      focus: ["loss"],
      curves: ["gd", "edge", "dagger"],
      expect: [falls("constrainedLoss", 40, 100), less(0, at("alpha", 100))],
    },
    {
      id: "free",
      title: "A free path beside it.",
      body: [
        "{flow:Gradient flow} was started at the edge with the same weights. It is not held to anything: its sharpness rises as it likes.",
        "Both paths are compared at equal time.",
      ],
      experiment: atEdge,
      to: 100,
      window: { from: 0, to: 320 },
      focus: ["loss"],
      curves: ["gd", "dagger", "flow"],
      ask: {
        question: "Which loss is lower at step 320?",
        choices: [
          {
            text: "That of the free flow",
            isRightIf: less(at("flowLoss", 320), at("constrainedLoss", 320, 0.98)),
          },
          {
            text: "That of θ†: flat places are better",
            isRightIf: less(at("constrainedLoss", 320), at("flowLoss", 320, 0.98)),
          },
        ],
        answer: { experiment: atEdge, to: 320, speed: 60, window: { from: 0, to: 320 } },
        body: [
          "The free flow's. On the same clock the constraint slows training down. What it buys is a long step: the flow would need ever smaller ones to be followed, the further its sharpness rises.",
          "Whether the flatter place generalises better is another question, and nothing on this page answers it.",
        ],
      },
      expect: [less(at("flowLoss", 320), at("constrainedLoss", 320))],
    },
    {
      id: "classes",
      title: "Another loss: cross-entropy.",
      body: [
        "Twenty points of two arcs, two classes. Cross-entropy never reaches zero: a network that has all classes right can still be more certain of them.",
        "It starts as before. Sharpness rises and meets the line at {value:line}; the first spike is about to come.",
      ],
      experiment: classifier,
      to: 30,
      window: WHOLE,
      focus: ["loss", "sharpness"],
      curves: ["gd", "edge"],
      expect: [
        edge(20, 28),
        less(at("sharpness", 0), at("line", 0, 0.8)),
        less(at("line", 30), mean("sharpness", 29, 30)),
      ],
    },
    {
      id: "ask",
      title: "Then it becomes certain.",
      body: [
        "With squared error the rounds went on to the end of the run. Think of what certainty does: where a prediction is near 0 or 1, moving the weights a little changes the loss hardly at all.",
      ],
      experiment: classifier,
      to: 30,
      window: WHOLE,
      focus: ["sharpness"],
      curves: ["gd", "edge"],
      ask: {
        question: "Where will sharpness be at step 200?",
        choices: [
          {
            text: "Still swinging about the line",
            isRightIf: less(at("line", 200, 0.9), mean("sharpness", 180, 200)),
          },
          {
            text: "Far below the line, and falling",
            isRightIf: all(
              less(at("sharpness", 200), at("line", 200, 0.5)),
              falls("sharpness", 120, 200),
            ),
          },
          {
            text: "Far above the line",
            isRightIf: less(at("line", 200, 1.1), mean("sharpness", 180, 200)),
          },
        ],
        answer: { experiment: classifier, to: 200, speed: 30, window: WHOLE },
        body: [
          "After one spike it leaves the line for good. Sharpness falls because the network is right, and knows it: the curvature of cross-entropy shrinks with the doubt that is left.",
        ],
      },
      expect: [less(at("loss", 200), at("loss", 30, 0.1)), falls("loss", 80, 200)],
    },
    {
      id: "alpha",
      title: "α has changed its sign.",
      body: [
        "At the edge {dagger:α} was positive: downhill was up in sharpness. Now it is {value:alpha}: loss and sharpness fall together.",
        "Then nothing has to be held, $\\delta = \\sqrt{2\\alpha/\\beta}$ is not even a number, and the theory of the edge has nothing to be about. The page says so where it happened, at the flag, and ends the predictions.",
      ],
      experiment: classifier,
      to: 200,
      focus: ["sharpness"],
      curves: ["gd", "edge", "pred"],
      expect: [
        less(0, at("alpha", 30)),
        less(max("alpha", 70, 200), 0),
        {
          kind: "stops",
          overlay: "prediction",
          reason: "no-progressive-sharpening",
          from: 50,
          to: 68,
        },
      ],
    },
    {
      id: "last",
      title: "How the edge ends.",
      body: [
        "So the edge is a passage. Training comes to it because downhill is up in sharpness, stays as long as that is so, and leaves when it is not.",
        "How long depends on the loss, the data and the step size. Change them: leave the lesson, and the run is yours.",
      ],
      experiment: classifier,
      to: 300,
      focus: ["loss", "sharpness"],
      curves: ["gd", "edge"],
      view: { yScale: { loss: "log", sharpness: "linear", distance: "linear" } },
      expect: [
        falls("loss", 80, 300),
        falls("sharpness", 120, 300),
        less(at("sharpness", 300), at("line", 300, 0.2)),
      ],
    },
  ],
};
