import { falls, less, near } from "./claims.ts";
import { bowl, farBelow } from "./experiments.ts";
import { at, min } from "./measure.ts";
import type { Lesson } from "./lesson.ts";

const LOGARITHMIC = {
  yScale: { loss: "log", sharpness: "linear", distance: "linear" },
} as const;
const TWENTY = { from: 0, to: 20 };

/** A parabola, and the largest step that it can stand. */
export const stepSize: Lesson = {
  id: "step-size",
  title: "What a step size does",
  goal: "See why 2/η is the largest curvature that a step of size η can stand.",
  minutes: 6,
  assumes: "that you know what a derivative is",
  steps: [
    {
      id: "downhill",
      title: "The slope tells which way is down.",
      body: [
        "A model with two numbers, $w$ and $b$, is fitted to two points. Its loss $L$ says how badly it fits: {value:loss} at this step.",
        "{gd:Gradient descent} looks at the slope of $L$ and takes a step against it:",
        "$w \\leftarrow w - \\eta\\,\\frac{\\partial L}{\\partial w}$",
        "The slope says which way. How far is for us to choose: that is the step size $\\eta$. Here $\\eta$ = {value:rate}, and twelve steps were enough to lose most of the loss.",
      ],
      experiment: bowl(0.1),
      to: 12,
      speed: 4,
      window: TWENTY,
      focus: ["loss"],
      curves: ["gd"],
      expect: [falls("loss", 0, 12), less(at("loss", 12), at("loss", 0, 0.01))],
    },
    {
      id: "longer",
      title: "A longer step gets there sooner.",
      body: [
        "The same start with twice the step, $\\eta$ = {value:rate}. After the same twelve steps the loss is {value:loss}: about seventeen times less than before.",
        "The axis of the loss is logarithmic now: equal heights are equal factors. After a few steps the line is straight: each step takes away the same share of what is left.",
        "Longer is better, so far. How long is too long?",
      ],
      experiment: bowl(0.2),
      to: 12,
      speed: 4,
      window: TWENTY,
      focus: ["loss"],
      curves: ["gd"],
      view: LOGARITHMIC,
      expect: [falls("loss", 0, 12), near(at("loss", 12), 0.0024, 0.02)],
    },
    {
      id: "overshoot",
      title: "A step that jumps over the bottom.",
      body: [
        "With $\\eta$ = 0.45 a step along $w$ is so long that it lands beyond the lowest point, on the other side of the valley. The next one jumps back.",
      ],
      experiment: bowl(0.45),
      to: 0,
      window: TWENTY,
      focus: ["loss"],
      curves: ["gd"],
      view: LOGARITHMIC,
      ask: {
        question: "What will the loss do in 20 steps?",
        choices: [
          { text: "Grow: each jump goes too far", isRightIf: less(at("loss", 0), at("loss", 20)) },
          { text: "Fall all the same", isRightIf: less(at("loss", 20), at("loss", 0, 0.5)) },
          {
            text: "Stay: it jumps back and forth",
            isRightIf: near(at("loss", 20), at("loss", 0), 0.5),
          },
        ],
        answer: { experiment: bowl(0.45), to: 20, speed: 4, window: TWENTY },
        body: [
          "It falls. Each step along $w$ overshoots, but lands lower on the far side: what is left of the distance is multiplied by −0.8. The sign flips, the size shrinks.",
        ],
      },
      expect: [falls("loss", 0, 20)],
    },
    {
      id: "too-long",
      title: "A little longer still.",
      body: ["Now $\\eta$ = 0.55, from the same start. That is a fifth more than before."],
      experiment: bowl(0.55),
      to: 0,
      window: TWENTY,
      focus: ["loss"],
      curves: ["gd"],
      view: LOGARITHMIC,
      ask: {
        question: "And now?",
        choices: [
          { text: "It falls, only slower", isRightIf: less(at("loss", 20), at("loss", 0)) },
          {
            text: "It falls at first, then stays",
            isRightIf: near(at("loss", 20), at("loss", 10), 0.1),
          },
          { text: "It grows and grows", isRightIf: less(at("loss", 10, 10), at("loss", 20)) },
        ],
        answer: { experiment: bowl(0.55), to: 20, speed: 4, window: TWENTY },
        body: [
          "What is left of the distance is now multiplied by −1.2: each jump lands higher than it started. The loss is {value:loss} and there is no end to it.",
        ],
      },
      expect: [less(at("loss", 0, 1000), at("loss", 20))],
    },
    {
      id: "law",
      title: "The law: 2/η.",
      body: [
        "A step multiplies the distance from the bottom by $1 - \\eta S$, where $S$ is the second derivative along $w$: how curved the valley is. Here $S$ = {value:sharpness}, wherever you are. It shrinks as long as $1-\\eta S$ is above −1, which is to say",
        "$S < 2/\\eta$",
        "So $2/\\eta$ is the largest curvature that a step size can stand. It is the black {edge:line} in the chart of sharpness, now at {value:line}.",
        "Try it: set [η = 0.2](set:lr=0.2) or [η = 0.55](set:lr=0.55), then run [10 more steps](run:10). Each time the line crosses $S$, the loss turns round.",
      ],
      experiment: bowl(0.45),
      to: 20,
      focus: ["loss", "sharpness"],
      curves: ["gd", "edge"],
      view: LOGARITHMIC,
      expect: [
        near(at("sharpness", 0), 4, 1e-3),
        near(at("sharpness", 20), 4, 1e-3),
        less(at("sharpness", 20), at("line", 20)),
      ],
    },
    {
      id: "network",
      title: "A network is a bowl that changes.",
      body: [
        "This is a neural network with 321 numbers to learn. Its loss is curved differently in each of 321 directions; the largest of these curvatures is called its sharpness, and it decides what step size the network can stand.",
        "For the bowl it was 4 everywhere. Here it changes while the network learns: it began at 16.75, sank a little, and is {value:sharpness} now.",
        "The line $2/\\eta$ is far above, at {value:line}. Where does sharpness go? That is the next lesson.",
        "(The bowl's loss has a factor ½ in it, the network's has not: with it, its sharpness would be half as large and the line would be met at twice the $\\eta$.)",
      ],
      experiment: farBelow,
      to: 60,
      window: { from: 0, to: 60 },
      focus: ["sharpness"],
      curves: ["gd"],
      expect: [
        near(at("sharpness", 0), 16.75, 0.001),
        less(min("sharpness", 1, 59), at("sharpness", 0)),
        less(at("sharpness", 0), at("sharpness", 60)),
        less(at("sharpness", 60, 5), at("line", 60)),
      ],
    },
  ],
};
