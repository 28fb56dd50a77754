import { expect, it } from "vitest";
import { defaultExperiment } from "../../model/parseExperiment.ts";
import { createPlayer } from "../../session/player.ts";
import { ScriptedWorker } from "../../session/fixtures/scriptedWorker.ts";
import { logWhenDiverged } from "./logWhenDiverged.ts";
import { createViewStore } from "./viewStore.ts";

const LINEAR = { loss: "linear", sharpness: "linear", distance: "linear" };
const LOG = { loss: "log", sharpness: "log", distance: "linear" };

/** A run that has diverged after three rows. */
function diverged() {
  const worker = new ScriptedWorker();
  const experiment = defaultExperiment();
  const player = createPlayer({ experiment, dataUrl: "./", createWorker: () => worker });
  const viewStore = createViewStore();
  logWhenDiverged(player, viewStore);
  const begin = () => {
    worker.sayReady();
    worker.sayRows(0, 3);
  };
  const yScale = () => viewStore.getState().view.yScale;
  player.load({ experiment, presetId: null, play: true });
  begin();
  expect(yScale()).toEqual(LINEAR);
  worker.say({ type: "diverged", step: 2 });
  return { player, viewStore, begin, yScale };
}

it("takes log axes for a run that diverged, until another one is drawn", () => {
  const { player, begin, yScale } = diverged();
  expect(yScale()).toEqual(LOG);
  player.startAt(0.01);
  expect(yScale()).toEqual(LOG);
  begin();
  expect(yScale()).toEqual(LINEAR);
  player.undo();
  expect(yScale()).toEqual(LOG);
});

it("leaves axes that the viewer chose", () => {
  const { player, viewStore, begin, yScale } = diverged();
  const chosen = { loss: "log", sharpness: "linear", distance: "log" } as const;
  viewStore.setState(({ view }) => ({ view: { ...view, yScale: chosen } }));
  player.startAt(0.01);
  begin();
  expect(yScale()).toEqual(chosen);
});
