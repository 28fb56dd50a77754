import { describe, expect, it } from "vitest";
import type { History } from "../session/history.ts";
import type { Annotations } from "../protocol/annotations.ts";
import { edgeRow, historyOf } from "./fixtures/syntheticHistory.ts";
import { sceneOf } from "./fixtures/syntheticScene.ts";
import { lawLabel } from "./lineNames.ts";

/** A run at the edge since step 100, with θ† at this sharpness. */
function constrainedAt(
  sharpness: (step: number) => number,
  annotations: Partial<Annotations> = {},
): History {
  const rows = Array.from({ length: 300 }, (_, step) =>
    step < 100
      ? edgeRow(step, 100)
      : { ...edgeRow(step, 100), constrainedSharpness: sharpness(step) },
  );
  return historyOf(rows, { edgeSteps: [100], ...annotations });
}

function nameOfLaw(history: History): string {
  const scene = sceneOf(history);
  const [label] = lawLabel(scene, scene.panels[1]!);
  return label!.parts.map(({ text }) => text).join("");
}

describe("the name of 2/η", () => {
  it("says that θ† is on it while that is so", () => {
    expect(nameOfLaw(constrainedAt(() => 20.05))).toBe("2/η = 20, θ† on it");
  });

  it("does not say so of θ† elsewhere, nor where it only crosses", () => {
    expect(nameOfLaw(constrainedAt(() => 20.2))).toBe("2/η = 20");
    const swings = (step: number) => 19 + Math.cos((2 * Math.PI * (step - 299)) / 20);
    expect(swings(299)).toBe(20);
    expect(nameOfLaw(constrainedAt(swings))).toBe("2/η = 20");
  });

  it("does not say so once θ† is stopped, at the very step too", () => {
    for (const step of [200, 298, 299]) {
      const overlayStops = [{ step, overlay: "constrained", reason: "too-coarse" } as const];
      expect(nameOfLaw(constrainedAt(() => 20, { overlayStops }))).toBe("2/η = 20");
    }
  });

  it("says nothing of θ† before the edge", () => {
    const rows = Array.from({ length: 90 }, (_, step) => edgeRow(step, 100));
    expect(nameOfLaw(historyOf(rows))).toBe("2/η = 20");
  });
});
