import { atEdge } from "./experiments.ts";
import { edge, falls, less, near } from "./claims.ts";
import { at, max, mean, min } from "./measure.ts";
import type { Lesson } from "./lesson.ts";

const EARLY = { from: 0, to: 110 };

/** The four stages, and why the loss falls although sharpness is above 2/η. */
export const whyLossFalls: Lesson = {
  id: "why-loss-falls",
  title: "Why does the loss go down?",
  goal: "Name the four stages, and say what pushes sharpness down when the oscillation has grown.",
  minutes: 8,
  assumes: "what sharpness and the line 2/η are (lessons 1 and 2)",
  steps: [
    {
      id: "arrival",
      title: "Sharpness arrives at the line.",
      body: [
        "A small network with tanh units, twenty points, one fixed step size. So far nothing unusual: the loss of {gd:gradient descent} falls at every step.",
        "Its sharpness, the curvature of the loss in the steepest-curved direction $u$, has climbed to {value:sharpness}. The line $2/\\eta$ is at {value:line}.",
        "Above the line a bowl of fixed shape throws the iterate out. The next steps should be the last good ones.",
      ],
      experiment: atEdge,
      to: 38,
      window: EARLY,
      focus: ["loss", "sharpness"],
      curves: ["gd", "edge"],
      expect: [
        less(at("sharpness", 38), at("line", 38)),
        falls("loss", 10, 38),
        less(at("sharpness", 20), at("sharpness", 38)),
      ],
    },
    {
      id: "blow-up",
      title: "It has crossed the line. Nothing explodes yet.",
      body: [
        "From step 40 on sharpness is above $2/\\eta$. Each step along $u$ now overshoots the valley floor by a little more than the last: the zig-zag opens, the loss lifts.",
        "The thin line shows every step, the thick one the mean of two steps, which takes the zig-zag out.",
        "The oscillation $x$ has grown to {value:oscillation}. It is measured in $\\delta$, a size that the next steps will explain.",
      ],
      experiment: atEdge,
      to: 58,
      speed: 12,
      window: EARLY,
      focus: ["sharpness"],
      curves: ["gd", "edge"],
      ask: {
        question: "Which way will sharpness move in the next 22 steps?",
        choices: [
          {
            text: "On upward, faster and faster",
            isRightIf: less(max("sharpness", 58, 76), mean("sharpness", 79, 80)),
          },
          {
            text: "It stays above the line where it is",
            isRightIf: near(mean("sharpness", 79, 80), mean("sharpness", 57, 58), 0.02),
          },
          {
            text: "Down, below the line",
            isRightIf: less(mean("sharpness", 79, 80), at("line", 80)),
          },
        ],
        answer: { experiment: atEdge, to: 80, speed: 12, window: EARLY },
        body: [
          "Sharpness turned round at its highest point and went down through the line, without any change of $\\eta$. On the way the loss made one spike.",
          "Something pushed it down, and it was not the slope of the valley: plain descent along the valley raised sharpness all the way up to here.",
        ],
      },
      expect: [
        edge(40, 40),
        less(at("line", 58), mean("sharpness", 57, 58)),
        less(mean("oscillation", 41, 44), mean("oscillation", 56, 58)),
      ],
    },
    {
      id: "push",
      title: "The oscillation itself pushes sharpness down.",
      body: [
        "Look again at [step 70](look:70), inside the spike. The iterate jumps from one side of the valley to the other. Being at $+x$ or at $-x$ makes no difference to the average of the slope along the valley, except in one term:",
        "$-\\tfrac{1}{2}\\,\\eta\\,x^2\\,\\nabla S$",
        "It has $x^2$ in it, so it does not care about the side. And it points down the gradient of sharpness. The wider the swing, the harder the push to flatter ground.",
        "This is the cubic term of the loss, the first one that a bowl of fixed shape does not have.",
      ],
      experiment: atEdge,
      to: 70,
      window: { from: 36, to: 100 },
      focus: ["sharpness"],
      curves: ["gd", "edge"],
      expect: [
        less(1, mean("oscillation", 69, 70)),
        less(mean("sharpness", 69, 70), mean("sharpness", 65, 66)),
      ],
    },
    {
      id: "balance",
      title: "Two forces, and a balance at δ.",
      body: [
        "Ordinary descent raises sharpness by $\\eta\\alpha$ a step. The oscillation lowers it by $\\tfrac{1}{2}\\eta\\beta x^2$. They cancel at",
        "$|x| = \\delta = \\sqrt{2\\alpha/\\beta}$",
        "Here {dagger:δ} = {value:delta}. With $|x|$ below it sharpness rises, above it sharpness falls. Above the line $|x|$ grows, below it $|x|$ dies away. Four combinations, the four quadrants of the phase portrait at the right, and the run goes round them in order.",
        "Compare [the blow-up](look:58), [the push](look:70), [the return](look:76) and [quiet again](look:92) there.",
      ],
      experiment: atEdge,
      to: 100,
      speed: 20,
      window: EARLY,
      focus: ["sharpness"],
      curves: ["gd", "edge"],
      expect: [
        less(mean("oscillation", 90, 100), 1),
        less(mean("sharpness", 84, 86), at("line", 86)),
        less(mean("sharpness", 84, 86), mean("sharpness", 96, 98)),
      ],
    },
    {
      id: "cycles",
      title: "The same circle, again and again.",
      body: [
        "Let it run. Sharpness does not settle and does not leave: it keeps swinging about {edge:2/η}, one loss spike a round.",
        "Compare the loss at the start of a round with the loss at the start of the next. The spikes ride on something that falls.",
      ],
      experiment: atEdge,
      to: 320,
      focus: ["loss", "sharpness"],
      curves: ["gd", "edge"],
      expect: [
        near(mean("sharpness", 60, 320), at("line", 100), 0.03),
        less(at("line", 100, 1.03), max("sharpness", 40, 320)),
        less(min("sharpness", 40, 320), at("line", 100, 0.97)),
        less(at("loss", 320), at("loss", 38, 0.5)),
      ],
    },
    {
      id: "floor",
      title: "Take the oscillation away.",
      body: [
        "Suppose a second iterate descends with the same $\\eta$, but after every step it is put back: to the valley floor along $u$, and to no more sharpness than $2/\\eta$. That is the {dagger:constrained trajectory θ†}.",
        "It never oscillates. Its loss is the floor on which the spikes stand.",
      ],
      experiment: atEdge,
      to: 320,
      focus: ["loss"],
      curves: ["gd", "edge"],
      ask: {
        question: "What does the loss of θ† do while gradient descent spikes?",
        choices: [
          {
            text: "It rises a little in each spike",
            isRightIf: less(at("constrainedLoss", 63), max("constrainedLoss", 64, 78)),
          },
          {
            text: "It falls at every step",
            isRightIf: falls("constrainedLoss", 40, 320),
          },
          {
            text: "It stays where it was at the edge",
            isRightIf: near(at("constrainedLoss", 320), at("constrainedLoss", 40), 0.05),
          },
        ],
        answer: { experiment: atEdge, to: 320 },
        body: [
          "{dagger:L(θ†)} falls at each of these 280 steps. Held to the line it is slower than free descent would be, but it never goes back.",
        ],
      },
      expect: [falls("constrainedLoss", 40, 320)],
    },
    {
      id: "surcharge",
      title: "A surcharge, not a drift.",
      body: [
        "What is left is the height of the swing above the floor. A bowl of curvature $2/\\eta$ costs $x^2/\\eta$. Over a round $x^2$ is $\\delta^2$ on average, so the loss is on average",
        "$L(\\theta^\\dagger) + \\delta^2/\\eta$",
        "which is the dotted {average:green line}. At this step the surcharge is {value:surcharge}, its average by theory {value:expectedSurcharge}.",
        "So the loss goes down because its floor does. The oscillation adds a bounded price, and that price buys the flatter ground which keeps $\\eta$ usable.",
      ],
      experiment: atEdge,
      to: 320,
      focus: ["loss"],
      curves: ["gd", "edge", "dagger", "average"],
      expect: [
        near(mean("surcharge", 60, 320), mean("expectedSurcharge", 60, 320), 0.35),
        less(mean("surcharge", 60, 320), mean("constrainedLoss", 60, 320, 0.2)),
      ],
    },
  ],
};
