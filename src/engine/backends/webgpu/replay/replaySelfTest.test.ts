import { expect, test } from "vitest";
import type { RunAccelerator } from "../../../accelerator.ts";
import { replayingAccelerator } from "../../../fixtures/replayingAccelerator.ts";
import { createFloat64Mlp } from "../../float64/float64Mlp.ts";
import { replaySelfTest, TRIAL_DATASET, TRIAL_DESCRIPTION } from "./replaySelfTest.ts";

const good = (isUnconverged?: (step: number) => boolean) =>
  replayingAccelerator(createFloat64Mlp(TRIAL_DESCRIPTION, TRIAL_DATASET), 2, 8, isUnconverged);

test("an accelerator that computes what the engine does passes", async () => {
  expect(await replaySelfTest(good(), 2, false)).toBeNull();
});

test("one whose sharpness is off by three percent is found out, by name", async () => {
  const accelerator = good();
  const distorted: RunAccelerator = {
    ...accelerator,
    async advance(count, learningRate) {
      const found = await accelerator.advance(count, learningRate);
      return found.map((step) => ({
        ...step,
        eigenvalues: [1.03 * step.eigenvalues[0]!, step.eigenvalues[1]!],
      }));
    },
  };
  expect(await replaySelfTest(distorted, 2, false)).toBe("sharpness");
});

test("one that never converges is found out, though its rows are the processor's", async () => {
  expect(
    await replaySelfTest(
      good(() => true),
      2,
      false,
    ),
  ).toBe("residual");
});
