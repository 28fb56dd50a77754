import { describe, expect, it } from "vitest";
import { linesThrough, overlap } from "./clearOfCurves.ts";
import { endLabelsOf } from "./endLabels.ts";
import { exitLabelsOf } from "./exitLabels.ts";
import { exitsOf } from "./exits.ts";
import { edgeHistory, edgeRow, historyOf } from "./fixtures/syntheticHistory.ts";
import { sceneOf } from "./fixtures/syntheticScene.ts";
import type { Scene } from "./scene.ts";

const measure = (text: string, { size }: { size: number }) => 0.55 * size * text.length;

const labelsIn = (scene: Scene) =>
  scene.panels.map((panel) => exitLabelsOf(scene, panel, exitsOf(scene, panel), measure));

describe("the words of an exit", () => {
  it("stand right of the arrow where there is room", () => {
    const [label] = labelsIn(sceneOf(edgeHistory(600, 100)))[1]!;
    expect(label).toMatchObject({ anchor: "start", text: "gradient flow leaves for 32.5" });
    expect(label!.x).toBeGreaterThan(label!.exit.x);
  });

  it("turned left, keep off their own line", () => {
    // Flow leaves with a slope, close to the right end.
    const rows = Array.from({ length: 300 }, (_, step) => ({
      ...edgeRow(step, 100),
      flowSharpness: step < 100 ? NaN : 20 + (step - 100) / 60,
    }));
    const scene = sceneOf(historyOf(rows, { edgeSteps: [100] }));
    const panel = scene.panels[1]!;
    const [label] = labelsIn(scene)[1]!;
    expect(label).toMatchObject({ anchor: "end" });
    expect(linesThrough(scene, panel, label!.box)).toBe(0);
    // Close to the arrow they would not.
    const shift = label!.exit.x - 9 - label!.x;
    const { left, right, bottom } = label!.box;
    const near = {
      left: left + shift,
      right: right + shift,
      top: panel.box.top,
      bottom,
    };
    expect(linesThrough(scene, panel, near)).toBeGreaterThan(0);
  });

  it("of several exits do not lie over each other", () => {
    const rows = Array.from({ length: 600 }, (_, step) => {
      const row = edgeRow(step, 100);
      return { ...row, flowFromStartSharpness: row.flowSharpness ?? NaN };
    });
    const scene = sceneOf(historyOf(rows, { edgeSteps: [100] }), {
      ...sceneOf(edgeHistory(9, 9)).view,
      visible: { ...sceneOf(edgeHistory(9, 9)).view.visible, flowFromStart: true },
    });
    const [first, second] = labelsIn(scene)[1]!;
    expect(overlap(first!.box, second!.box)).toBe(false);
  });
});

describe("names at the head", () => {
  const boxesAround = (scene: Scene) =>
    endLabelsOf(scene, labelsIn(scene), measure, null).map(({ parts, textX, textY }) => ({
      text: parts[0]!.text,
      textY,
      left: textX,
      right: textX + measure(parts[0]!.text, { size: 12 }),
      top: textY - 5,
      bottom: textY + 5,
    }));

  it("keep off the words of exits", () => {
    // λ₂ is below the panel at the head, and descent near its lower border.
    const rows = Array.from({ length: 2 }, (_, step) => ({
      learningRate: 0.1,
      loss: 1,
      sharpness: 10.5,
      eigenvalue2: 2.1 + step / 100,
    }));
    const scene = sceneOf(historyOf(rows));
    const [exit] = labelsIn(scene)[1]!;
    expect(exit!.text).toMatch(/^second eigenvalue λ₂ is at/);
    const names = boxesAround(scene);
    expect(names.map(({ text }) => text)).toContain("gradient descent");
    for (const name of names) expect(overlap(name, exit!.box), name.text).toBe(false);
  });

  it("keep off the line of 2/η, whose own name stays on it", () => {
    for (let length = 105; length < 260; length += 3) {
      const scene = sceneOf(edgeHistory(length, 100));
      const line = scene.panels[1]!.y!.toPixel(20);
      const { top, bottom } = scene.panels[1]!.box;
      for (const { text, textY, left } of boxesAround(scene)) {
        if (textY < top || textY > bottom || left > scene.layout.right) continue;
        expect(Math.abs(textY - line), `${text} at ${length}`).toBeGreaterThan(9);
      }
    }
  });
});
