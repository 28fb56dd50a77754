import { all, edge, falls, less, near } from "./claims.ts";
import { atEdge, farBelow, slowBesideFlow } from "./experiments.ts";
import { at, max, mean } from "./measure.ts";
import type { Lesson } from "./lesson.ts";

const EARLY = { from: 0, to: 60 };

/** Progressive sharpening, and where it leads. */
export const sharpnessRises: Lesson = {
  id: "sharpness-rises",
  title: "Sharpness rises by itself",
  goal: "Watch sharpness grow by itself until it meets the line, while the loss only falls.",
  minutes: 6,
  assumes: "what 2/η means for a bowl (lesson 1)",
  steps: [
    {
      id: "safe",
      title: "A step size on the safe side.",
      body: [
        "A network learns a polynomial from twenty points. With $\\eta$ = {value:rate} the line $2/\\eta$ is at {value:line}, and sharpness at {value:sharpness}: less than a fifth of what this step could stand.",
        "The loss of {gd:gradient descent} falls at every step, as it does in a bowl.",
      ],
      experiment: farBelow,
      to: 60,
      window: EARLY,
      focus: ["loss", "sharpness"],
      curves: ["gd"],
      expect: [falls("loss", 0, 60), less(at("sharpness", 60, 5), at("line", 60))],
    },
    {
      id: "ask",
      title: "Ten times as long.",
      body: [
        "Nothing will be changed. The loss will go on falling, so much is safe to say. But what of the ground it walks on?",
      ],
      experiment: farBelow,
      to: 60,
      window: { from: 0, to: 600 },
      focus: ["sharpness"],
      curves: ["gd"],
      ask: {
        question: "What will sharpness be at step 600?",
        choices: [
          {
            text: "Lower: training finds flatter places",
            isRightIf: less(at("sharpness", 600), at("sharpness", 60, 0.95)),
          },
          {
            text: "About the same",
            isRightIf: near(at("sharpness", 600), at("sharpness", 60), 0.05),
          },
          { text: "Higher", isRightIf: less(at("sharpness", 60, 1.05), at("sharpness", 600)) },
        ],
        answer: { experiment: farBelow, to: 600, speed: 240, window: { from: 0, to: 600 } },
        body: [
          "It rose to {value:sharpness}, without a pause. The network went downhill and into a steeper valley, both at once.",
        ],
      },
      expect: [falls("loss", 0, 600), less(at("sharpness", 60, 1.3), at("sharpness", 600))],
    },
    {
      id: "name",
      title: "Progressive sharpening.",
      body: [
        "Write $S$ for sharpness. It is a function of the weights, so it has a gradient of its own, $\\nabla S$. A step goes along $-\\nabla L$, and what that does to $S$ is, to first order, $\\eta\\alpha$ with",
        "$\\alpha = -\\nabla L \\cdot \\nabla S$",
        "Here $\\alpha$ is positive: the way down the loss is also a way up in sharpness. That is found in most networks over most of training. It is an observation, no theorem; the last lesson has a case in which it ends.",
      ],
      experiment: farBelow,
      to: 600,
      focus: ["sharpness"],
      curves: ["gd"],
      expect: [
        less(at("sharpness", 120), at("sharpness", 240)),
        less(at("sharpness", 240), at("sharpness", 420)),
        less(at("sharpness", 420), at("sharpness", 600)),
      ],
    },
    {
      id: "flow",
      title: "It is not the step size's doing.",
      body: [
        "{flow:Gradient flow} is descent with infinitely small steps. Started at the same weights, and compared at equal time $\\eta t$, its sharpness rises just as that of {gd:gradient descent}: the two lines lie on each other.",
        "So the rise belongs to the loss. As long as the line is far away, $\\eta$ only sets how fast it goes.",
      ],
      experiment: slowBesideFlow,
      to: 300,
      focus: ["sharpness"],
      curves: ["gd", "flowFromStart"],
      expect: [
        near(at("flowFromStartSharpness", 300), at("sharpness", 300), 0.01),
        near(at("flowFromStartSharpness", 150), at("sharpness", 150), 0.01),
      ],
    },
    {
      id: "meeting",
      title: "Now a longer step.",
      body: [
        "The same network with $\\eta$ = {value:rate}. The line is at {value:line} now, within reach: sharpness is {value:sharpness} and on its way.",
        "In a bowl, crossing the line is the end. There every step from then on would raise the loss, without limit.",
      ],
      experiment: atEdge,
      to: 34,
      window: EARLY,
      focus: ["loss", "sharpness"],
      curves: ["gd", "edge"],
      ask: {
        question: "What happens when sharpness meets the line?",
        choices: [
          {
            text: "It slows down and stays below",
            isRightIf: less(max("sharpness", 0, 320), at("line", 0)),
          },
          { text: "It crosses, and the run explodes", isRightIf: less(1, at("loss", 320)) },
          {
            text: "It crosses, comes back, and keeps near the line",
            isRightIf: all(
              less(at("line", 0), max("sharpness", 0, 320)),
              near(mean("sharpness", 60, 320), at("line", 0), 0.03),
              less(at("loss", 320), at("loss", 0)),
            ),
          },
        ],
        answer: { experiment: atEdge, to: 320, speed: 60 },
        body: [
          "It crosses and comes back, time and again. Its mean over the rest of the run is within three percent of the line, and the loss ends at {value:loss}, lower than ever before.",
        ],
      },
      expect: [
        less(at("sharpness", 34), at("line", 34)),
        less(at("sharpness", 20), at("sharpness", 34)),
      ],
    },
    {
      id: "edge",
      title: "The edge of stability.",
      body: [
        "So training goes where the theory of bowls says that it cannot be: to the edge of stability, and along it. Jeremy Cohen and others reported in 2021 that full-batch descent typically does.",
        "Two questions follow. What turns sharpness round? And why does the loss fall, if each step is too long for the ground? Both have one answer: the next lesson.",
      ],
      experiment: atEdge,
      to: 320,
      focus: ["loss", "sharpness"],
      curves: ["gd", "edge"],
      expect: [edge(40, 40), near(mean("sharpness", 60, 320), at("line", 0), 0.03)],
    },
  ],
};
