import { expect, it } from "vitest";
import { historyOf } from "./fixtures/syntheticHistory.ts";
import { sceneOf } from "./fixtures/syntheticScene.ts";
import { LEAVES, TAKEOVER, takeoverHistory } from "./fixtures/takeoverHistory.ts";
import { modeCellsOf } from "./modeLane.ts";
import { stepToPixel } from "./scene.ts";

const widthOf = (text: string) => 6 * text.length;

it("says how many modes are at the edge, where there are no stages", () => {
  const scene = sceneOf(takeoverHistory(300));
  const [from, to] = [stepToPixel(scene, TAKEOVER), stepToPixel(scene, LEAVES)];
  expect(modeCellsOf(scene, widthOf)).toEqual([{ from, to, text: "two modes" }]);
});

it("in fewer letters where there is less room, and not at all in a sliver", () => {
  const active = (step: number) => (step < 20 ? 1 : step < 45 ? 3 : step < 52 ? 2 : 1);
  const rows = Array.from({ length: 300 }, (_, step) => ({
    ...{ learningRate: 0.1, loss: 1, sharpness: 20, modesActive: active(step) },
  }));
  const cells = modeCellsOf(sceneOf(historyOf(rows, { edgeSteps: [10] })), widthOf);
  expect(cells.map(({ text }) => text)).toEqual(["three", ""]);
});
