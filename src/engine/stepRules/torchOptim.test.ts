/**
 * Iterates of `torch.optim` (PyTorch 1.13, float64) on L = ½(x² + 4y² + 9z²) + xyz + ¼(x⁴ + y⁴ + z⁴)
 * from (1, −½, ¼), with η = 0.05, and 0.02 from step 12 on.
 */
import { expect, test } from "vitest";
import { parseExperiment } from "../../model/parseExperiment.ts";
import reference from "./fixtures/torchOptim.json";
import { NOTHING_REMEMBERED } from "./stepRule.ts";
import { stepRuleOf } from "./stepRuleOf.ts";

function gradientAt([x = NaN, y = NaN, z = NaN]: Float64Array): Float64Array {
  return Float64Array.of(x + y * z + x ** 3, 4 * y + x * z + y ** 3, 9 * z + x * y + z ** 3);
}

test.each(reference)("$optimizer.kind steps as PyTorch's does", ({ optimizer, iterates }) => {
  const parsed = parseExperiment({ optimizer });
  if (!parsed.ok) throw new Error(parsed.error);
  const rule = stepRuleOf(parsed.experiment.optimizer);
  let at: Float64Array = Float64Array.from(iterates[0]!);
  let memory = NOTHING_REMEMBERED;
  for (const [t, expected] of iterates.entries()) {
    for (const [i, value] of expected.entries()) {
      expect(at[i]! - value, `step ${t}, entry ${i}`).toBeCloseTo(0, 12);
    }
    const gradient = gradientAt(at);
    memory = rule.takeIn(memory, gradient);
    at = rule.step(at, gradient, memory, t < 12 ? 0.05 : 0.02);
  }
});
