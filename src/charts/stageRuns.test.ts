import fc from "fast-check";
import { expect, it } from "vitest";
import { batchOf, historyOf } from "./fixtures/syntheticHistory.ts";
import { extendModeRuns, type ModeRun } from "./modeRuns.ts";
import { extendStageRuns, type StageRun } from "./stageRuns.ts";

const stagesOf = (stages: readonly number[]) => historyOf(stages.map((stage) => ({ stage })));

it("merges equal neighbours and leaves undefined steps out", () => {
  const runs: StageRun[] = [];
  extendStageRuns(runs, stagesOf([NaN, 2, 2, 3, NaN, 3, 7]), 0);
  expect(runs).toEqual([
    { stage: 2, from: 1, to: 3 },
    { stage: 3, from: 3, to: 4 },
    { stage: 3, from: 5, to: 6 },
  ]);
});

it("several modes have no stages, but their number", () => {
  const active = [NaN, 1, 2, 2, 3, 1, 2];
  const history = historyOf(active.map((modesActive) => ({ stage: 2, modesActive })));
  const [stages, modes]: [StageRun[], ModeRun[]] = [[], []];
  extendStageRuns(stages, history, 0);
  extendModeRuns(modes, history, 0);
  expect(stages).toEqual([
    { stage: 2, from: 0, to: 2 },
    { stage: 2, from: 5, to: 6 },
  ]);
  expect(modes).toEqual([
    { active: 2, from: 2, to: 4 },
    { active: 3, from: 4, to: 5 },
    { active: 2, from: 6, to: 7 },
  ]);
});

it("gives the same runs however the run arrives", () => {
  const stage = fc.constantFrom(NaN, 1, 2, 3, 4);
  const modesActive = fc.constantFrom(NaN, 1, 2, 3);
  const row = fc.record({ stage, modesActive });
  fc.assert(
    fc.property(fc.array(row, { maxLength: 60 }), fc.nat(60), (rows, cut) => {
      const [whole, parts]: [StageRun[], StageRun[]] = [[], []];
      const [wholeModes, partModes]: [ModeRun[], ModeRun[]] = [[], []];
      extendStageRuns(whole, historyOf(rows), 0);
      extendModeRuns(wholeModes, historyOf(rows), 0);
      const at = Math.min(cut, rows.length);
      const history = historyOf(rows.slice(0, at));
      extendStageRuns(parts, history, 0);
      extendModeRuns(partModes, history, 0);
      history.append(batchOf(at, rows.slice(at)));
      extendStageRuns(parts, history, at);
      extendModeRuns(partModes, history, at);
      expect(parts).toEqual(whole);
      expect(partModes).toEqual(wholeModes);
      const count = (runs: readonly { from: number; to: number }[]) =>
        runs.reduce((sum, { from, to }) => sum + to - from, 0);
      expect(count(wholeModes)).toBe(rows.filter((each) => each.modesActive > 1).length);
      expect(count(whole)).toBe(
        rows.filter((each) => each.stage > 0 && !(each.modesActive > 1)).length,
      );
    }),
  );
});
