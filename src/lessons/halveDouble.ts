import { all, edge, falls, less, near } from "./claims.ts";
import { atEdge, doubled, halved, slow } from "./experiments.ts";
import { at, max, mean } from "./measure.ts";
import type { Lesson } from "./lesson.ts";

/** The line belongs to η: move it, and see who follows. */
export const halveDouble: Lesson = {
  id: "halve-double",
  title: "Halve η, double η",
  goal: "Tell apart what the loss prescribes from what the step size prescribes, and read a loss spike after a raised η.",
  minutes: 8,
  assumes: "how the oscillation holds sharpness at the line (lesson 3)",
  steps: [
    {
      id: "before",
      title: "Two hundred steps in, at the edge.",
      body: [
        "{gd:Gradient descent} has gone round three times. Sharpness is held about {value:line}, and it looks as if the network had found a place it likes, of just this flatness.",
        "Had it? There is one way to find out: move the line.",
      ],
      experiment: atEdge,
      to: 200,
      focus: ["sharpness"],
      curves: ["gd", "edge"],
      expect: [edge(40, 40), near(mean("sharpness", 60, 200), at("line", 200), 0.03)],
    },
    {
      id: "halve",
      title: "Halve η.",
      body: [
        "From the next step on $\\eta$ will be 0.055 instead of 0.11. The line $2/\\eta$ goes up at once, from 18.18 to 36.36. The weights stay where they are.",
      ],
      experiment: atEdge,
      to: 200,
      window: { from: 0, to: 262 },
      focus: ["loss", "sharpness"],
      curves: ["gd", "edge"],
      ask: {
        question: "What will sharpness do in the next 60 steps?",
        choices: [
          {
            text: "Fall to half",
            isRightIf: near(at("sharpness", 260), at("sharpness", 200, 0.5), 0.15),
          },
          {
            text: "Jump up to the new line",
            isRightIf: near(at("sharpness", 260), at("line", 260), 0.1),
          },
          {
            text: "Rise slowly from where it is",
            isRightIf: all(
              less(at("sharpness", 200), at("sharpness", 260)),
              less(at("sharpness", 260), at("line", 260, 0.7)),
            ),
          },
        ],
        answer: { experiment: halved, to: 260, speed: 12, window: { from: 0, to: 262 } },
        body: [
          "It rises, quietly, as it did before it ever met the line. Sharpness is a property of where the weights are, and they cannot be elsewhere at once.",
        ],
      },
      expect: [less(at("line", 200, 1.99), at("line", 201))],
    },
    {
      id: "quiet",
      title: "The oscillation has died.",
      body: [
        "Look closely: after step 201 there is no zig-zag. So far below the line each swing is much smaller than the last, and after some ten steps nothing of it is left.",
        "With it goes the surcharge that the oscillation cost, so the loss drops below the spikes and falls at every step. A smaller $\\eta$ gives a lower loss at once, without having learned anything more.",
      ],
      experiment: halved,
      to: 260,
      window: { from: 180, to: 262 },
      focus: ["loss", "sharpness"],
      curves: ["gd", "edge"],
      expect: [falls("loss", 205, 260), less(max("loss", 205, 260), mean("loss", 180, 200))],
    },
    {
      id: "where-to",
      title: "Was it the place, or the step?",
      body: [
        "Sharpness is {value:sharpness} and rising. If 18.18 was something about this network, it should come back to it. If it was something about $\\eta$ …",
      ],
      experiment: halved,
      to: 260,
      window: { from: 0, to: 520 },
      focus: ["sharpness"],
      curves: ["gd", "edge"],
      ask: {
        question: "Where will sharpness be at step 520?",
        choices: [
          {
            text: "Back near 18",
            isRightIf: near(at("sharpness", 520), at("line", 200), 0.1),
          },
          {
            text: "Somewhere between, settled",
            isRightIf: all(
              less(at("line", 200, 1.1), at("sharpness", 520)),
              less(at("sharpness", 520), at("line", 520, 0.9)),
            ),
          },
          {
            text: "At the new line, near 36",
            isRightIf: near(at("sharpness", 520), at("line", 520), 0.1),
          },
        ],
        answer: { experiment: halved, to: 520, speed: 90, window: { from: 0, to: 520 } },
        body: [
          "At the new line, where it meets the edge a second time. The flatness of the place was never the network's: it was $2/\\eta$.",
        ],
      },
      expect: [edge(500, 520)],
    },
    {
      id: "double",
      title: "The other way: double η.",
      body: [
        "A new run, with $\\eta$ = {value:rate} from the start. At step 320 sharpness is {value:sharpness}, well below its line at {value:line}.",
        "With the next step $\\eta$ is doubled. The line will fall to 18.18, with sharpness far above it: 1.4 times what the step can stand.",
      ],
      experiment: slow,
      to: 320,
      window: { from: 240, to: 380 },
      focus: ["loss", "sharpness"],
      curves: ["gd", "edge"],
      ask: {
        question: "What will the run do?",
        choices: [
          { text: "Explode", isRightIf: less(at("loss", 320, 5), at("loss", 372)) },
          {
            text: "Stay above the line and swing there",
            isRightIf: less(at("line", 372), at("sharpness", 372)),
          },
          {
            text: "Make one large spike and land below the line",
            isRightIf: all(
              less(at("loss", 320, 2), max("loss", 321, 372)),
              less(at("sharpness", 372), at("line", 372)),
              less(at("loss", 372), at("loss", 320)),
            ),
          },
        ],
        answer: { experiment: doubled, to: 372, speed: 12, window: { from: 240, to: 380 } },
        body: [
          "A catapult. For twenty steps nothing is to be seen, while the oscillation grows from almost nothing. Then it is so wide, and pushes so hard, that sharpness falls through the line to little more than half of it.",
        ],
      },
      expect: [
        falls("loss", 321, 337),
        less(at("line", 330, 1.3), at("sharpness", 330)),
        less(at("sharpness", 351), at("line", 351, 0.6)),
      ],
    },
    {
      id: "spike",
      title: "Is a loss spike a bug?",
      body: [
        "The loss went up to more than three times its value, and ten steps later it was lower than before the spike. Nobody took a step back, lowered $\\eta$ or clipped a gradient.",
        "It is the same mechanism as in the small rounds at the edge, started from far above the line. There is a limit, however: start too far above and the push comes too late. The preset “Too far” shows that.",
      ],
      experiment: doubled,
      to: 372,
      window: { from: 330, to: 372 },
      focus: ["loss"],
      curves: ["gd", "edge"],
      expect: [
        less(at("loss", 320, 3), max("loss", 340, 350)),
        less(at("loss", 357), at("loss", 338)),
      ],
    },
    {
      id: "again",
      title: "And back up to the edge.",
      body: [
        "Below the line sharpening goes on as always. At step 476 the run is at the edge again, this time from below, and the rounds begin.",
        "From above or from below: $\\eta$ says where.",
      ],
      experiment: doubled,
      to: 520,
      speed: 60,
      focus: ["loss", "sharpness"],
      curves: ["gd", "edge"],
      expect: [edge(470, 482), near(mean("sharpness", 480, 520), at("line", 520), 0.05)],
    },
  ],
};
