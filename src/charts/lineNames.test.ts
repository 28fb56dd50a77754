import { describe, expect, it } from "vitest";
import type { History } from "../session/history.ts";
import type { Annotations } from "../protocol/annotations.ts";
import { edgeRow, EXPERIMENT, historyOf } from "./fixtures/syntheticHistory.ts";
import { sceneOf } from "./fixtures/syntheticScene.ts";
import type { TextBox } from "./clearOfCurves.ts";
import { stepToPixel } from "./scene.ts";
import { formerLevels, lawLabel } from "./lineNames.ts";

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

  it("is the formula of the run's own step rule, with its numbers where that has no room", () => {
    const optimizer = { kind: "heavy-ball", momentum: 0.9 } as const;
    const rows = Array.from({ length: 90 }, (_, step) => ({
      ...edgeRow(step, 100),
      stabilityThreshold: 38,
    }));
    const scene = { ...sceneOf(historyOf(rows)), experiment: { ...EXPERIMENT, optimizer } };
    const [label] = lawLabel(scene, scene.panels[1]!);
    expect(label!.parts).toEqual([{ text: "(2+2μ)/η = 38", curve: "edge" }]);
    expect(label!.shortParts).toEqual([{ text: "3.8/η = 38", curve: "edge" }]);
    // Of another program's rule only the level is known.
    expect(nameOfLaw(historyOf(rows))).toBe("line = 38");
  });

  it("says nothing of θ† before the edge", () => {
    const rows = Array.from({ length: 90 }, (_, step) => edgeRow(step, 100));
    expect(nameOfLaw(historyOf(rows))).toBe("2/η = 20");
  });
});

describe("the names of former levels", () => {
  const measure = (text: string, { size }: { size: number }) => 0.55 * size * text.length;
  const changed = (sharpness: (step: number) => number, at = 100): History => {
    const rows = Array.from({ length: 300 }, (_, step) => ({
      learningRate: step < at ? 0.1 : 0.05,
      sharpness: sharpness(step),
    }));
    return historyOf(rows, { learningRateChanges: [{ step: at, learningRate: 0.05 }] });
  };
  const place = (history: History, taken: TextBox[] = []) => {
    const scene = sceneOf(history);
    const panel = scene.panels[1]!;
    const [label] = formerLevels(scene, panel, measure, taken);
    if (!label) return null;
    expect(label.parts[0]!.text).toBe("2/η = 20");
    const side = label.textY < panel.y!.toPixel(20) ? "over" : "under";
    const middle = (stepToPixel(scene, 0) + stepToPixel(scene, 100)) / 2;
    return `${side} its ${label.textX < middle ? "start" : "end"}`;
  };
  const near = (first: number, second: number) => (step: number) =>
    step < 50 ? first : step < 100 ? second : 12;

  it("stand over the start of their piece, or where no curve passes", () => {
    expect(place(changed(near(10, 10)))).toBe("over its start");
    expect(place(changed(near(21, 10)))).toBe("over its end");
    expect(place(changed(near(21, 21)))).toBe("under its start");
  });

  it("keep off other words", () => {
    const over = { left: 0, right: 2000, top: 0, bottom: 2000 };
    expect(place(changed(near(10, 10)), [over])).toBeNull();
  });

  it("are left out where curves pass everywhere or the piece is too short", () => {
    const crowded = (step: number) => (step < 100 ? 20 + 1.5 * Math.sin(step) : 30);
    expect(place(changed(crowded))).toBeNull();
    expect(place(changed(near(10, 10), 15))).toBeNull();
  });
});
