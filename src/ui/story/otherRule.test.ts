/** What is said of runs with other step rules: their own line, by its formula. */
import { describe, expect, it } from "vitest";
import { defaultExperiment } from "../../model/parseExperiment.ts";
import type { Optimizer } from "../../model/experiment.ts";
import type { History } from "../../session/history.ts";
import { divergence } from "./divergence.ts";
import { historyOf } from "./fixtures/historyOf.ts";
import { heldRun } from "./heldRun.ts";
import { liveNumbers } from "./liveNumbers.ts";
import { plainText } from "./prose.ts";
import { tellStory, type StoryInput } from "./story.ts";

/** η = 0.1: lines at 38 and, in units of the preconditioner, at 380. */
const HEAVY_BALL: Optimizer = { kind: "heavy-ball", momentum: 0.9 };
const ADAM: Optimizer = { kind: "adam", beta1: 0.9, beta2: 0.999, epsilon: 1e-8 };

function told(history: History, optimizer: Optimizer, input: Partial<StoryInput> = {}) {
  const lesson = { divergence, heldRun };
  const step = history.length - 1;
  const story = tellStory({ history, step, status: "running", optimizer, lesson, ...input });
  return { ...story, text: story.paragraphs.map(plainText).join(" ") };
}

function heavyBallRun(sharpness: (step: number) => number, length = 41): History {
  return historyOf(length, { sharpness, stabilityThreshold: () => 38 });
}

describe("with heavy ball", () => {
  it("sharpness above 2/η is still below the line, which is met at its own pace", () => {
    const { heading, text, stage } = told(
      heavyBallRun((step) => 26 + step / 10),
      HEAVY_BALL,
    );
    expect(heading).toBe("Below the edge");
    expect(stage).toBeNull();
    expect(text).toBe(
      "Sharpness is 29.95, the line (2+2μ)/η of heavy ball is at 38.00. Below it no oscillation survives. At its present pace it gets there in about 80 steps.",
    );
  });

  it("is at the edge from near the line on, and stays so on its turns below", () => {
    const near = told(
      heavyBallRun(() => 38.76),
      HEAVY_BALL,
    );
    expect(near.heading).toBe("At the edge");
    expect(near.text).toMatch(/2\u00a0% above the line \(2\+2μ\)\/η of heavy ball at 38\.00\./);
    expect(near.text).toMatch(/grows there/);
    const turned = told(
      heavyBallRun((step) => (step < 20 ? 30 + step / 2 : 30)),
      HEAVY_BALL,
    );
    expect(turned.heading).toBe("At the edge");
    expect(turned.text).toMatch(/21\.1\u00a0% below .* dies down there/);
    const never = told(
      heavyBallRun(() => 30),
      HEAVY_BALL,
    );
    expect(never.heading).toBe("Below the edge");
  });

  it("names a start far above the line", () => {
    const { heading, text } = told(
      heavyBallRun(() => 76),
      HEAVY_BALL,
    );
    expect(heading).toBe("Above the edge");
    expect(text).toMatch(/^Sharpness is 76\.00, 2 times the line/);
  });

  it("tells a change of η with both levels of its line", () => {
    const history = historyOf(
      10,
      {
        sharpness: () => 10,
        learningRate: (step) => (step < 5 ? 0.1 : 0.2),
        stabilityThreshold: (step) => (step < 5 ? 38 : 19),
      },
      { learningRateChanges: [{ step: 5, learningRate: 0.2 }] },
    );
    expect(told(history, HEAVY_BALL).text).toMatch(
      /At step 5 η went from 0\.1 to 0\.2, and the line from 38\.00 to 19\.00\./,
    );
  });

  it("a divergence is told against its line", () => {
    const history = heavyBallRun((step) => [30, 37, 39, 45, 50, 60, 80][step]!, 7);
    history.divergedAt = 6;
    const { text } = told(history, HEAVY_BALL, { status: "diverged" });
    expect(text).toMatch(
      /began at 30\.00, with the line \(2\+2μ\)\/η at 38\. λ₁ went over it in step 2/,
    );
  });

  it("a start that is held back is measured by it too", () => {
    const experiment = { ...defaultExperiment(), optimizer: HEAVY_BALL };
    const forecast = {
      learningRate: 0.1,
      initialSharpness: 76,
      steps: 10,
      outcome: "diverged",
      divergesAfter: 4,
    } as const;
    expect(heldRun(forecast, experiment).map(plainText)[0]).toMatch(
      /λ₁\(0\) = 76\.00, 2 times the line \(2\+2μ\)\/η = 38\./,
    );
  });
});

describe("with Adam", () => {
  const history = historyOf(30, {
    sharpness: () => 25,
    preconditionedSharpness: () => 361,
    stabilityThreshold: () => 380,
  });

  it("goes by the preconditioned sharpness, and gives the raw one beside it", () => {
    const { heading, text } = told(history, ADAM);
    expect(heading).toBe("At the edge");
    expect(text).toMatch(
      /^Preconditioned sharpness is 361\.00, 5\u00a0% below the line \(2\+2β₁\)\/\(\(1−β₁\)η\) of Adam at 380\.00\./,
    );
    expect(text).toMatch(/Raw sharpness is 25\.00\./);
  });

  it("has three numbers, and no dashes for what is gradient descent's", () => {
    const numbers = liveNumbers(history, 29, ADAM);
    expect(numbers.map(({ symbol, text }) => [symbol, text])).toEqual([
      ["S", "25.00"],
      ["Sₚ", "361.00"],
      ["(2+2β₁)/((1−β₁)η)", "380.00"],
    ]);
    expect(
      liveNumbers(
        heavyBallRun(() => 30),
        40,
        HEAVY_BALL,
      ),
    ).toHaveLength(2);
  });
});

it("a file with a line of its own is not told of 2/η", () => {
  const file = heavyBallRun(() => 30);
  const story = tellStory({ history: file, step: 40, status: "foreign" });
  expect(story.paragraphs.map(plainText).join(" ")).toMatch(
    /below the line that the file gives at 38/,
  );
});
