import { describe, expect, it } from "vitest";
import { GAP } from "../math/decimation.ts";
import { DerivedColumns } from "./derivedColumns.ts";
import { exitsOf } from "./exits.ts";
import { batchOf, edgeHistory, edgeRow, historyOf } from "./fixtures/syntheticHistory.ts";
import { sceneOf } from "./fixtures/syntheticScene.ts";
import {
  EDGE,
  LEAVES,
  ONE_MODE_ENDS,
  TAKEOVER,
  takeoverHistory,
  takeoverRow,
} from "./fixtures/takeoverHistory.ts";
import { claimedValue, readingsOf } from "./readings.ts";
import type { DrawnCurve, PanelScene, Scene } from "./scene.ts";
import { SceneBuilder } from "./sceneBuilder.ts";
import { defaultView, type Curve } from "./view.ts";

const panelOf = (scene: Scene, i: number): PanelScene => scene.panels[i]!;
const curveOf = (panel: PanelScene, curve: Curve): DrawnCurve =>
  panel.curves.find((c) => c.definition.curve === curve && c.definition.kind === "line")!;
const stepsOf = ({ line }: DrawnCurve) =>
  [...line.indices.subarray(0, line.count)].filter((step) => step !== GAP);

describe("scenes", () => {
  it("show the run, 2/η and its headroom in the sharpness panel", () => {
    const scene = sceneOf(edgeHistory(300, 200));
    const [low, high] = panelOf(scene, 1).y!.domain;
    expect(low).toBeLessThanOrEqual(11);
    expect(high).toBeGreaterThan(21);
    expect(high).toBeLessThan(25);
  });

  it("look closer at 2/η once there, when sharpness began far below it", () => {
    const rows = Array.from({ length: 300 }, (_, i) => ({
      learningRate: 0.05,
      sharpness: i < 200 ? 2 + (38 * i) / 200 : 40 + Math.sin(i / 10),
    }));
    const before = sceneOf(historyOf(rows.slice(0, 150)));
    expect(panelOf(before, 1).y!.domain[0]).toBeLessThanOrEqual(2);
    const after = sceneOf(historyOf(rows, { edgeSteps: [200] }));
    expect(panelOf(after, 1).y!.domain[0]).toBeGreaterThan(25);
  });

  it("end a stopped overlay with a ring, and go on only when asked", () => {
    const history = edgeHistory(300, 100);
    history.annotations.overlayStops = [{ step: 180, overlay: "prediction", reason: "drift" }];
    const drawn = curveOf(panelOf(sceneOf(history), 0), "pred");
    expect(Math.max(...stepsOf(drawn))).toBe(180);
    expect(drawn.stops.map(({ step }) => step)).toEqual([180]);
    expect(drawn.beyond.count).toBe(0);
    const beyond = sceneOf(history, { ...defaultView(), showBeyondStop: true });
    expect(curveOf(panelOf(beyond, 0), "pred").beyond.count).toBeGreaterThan(0);
  });

  it("read a dash past the stop", () => {
    const history = edgeHistory(300, 100);
    history.annotations.overlayStops = [{ step: 180, overlay: "prediction", reason: "drift" }];
    const scene = sceneOf(history);
    const readings = readingsOf(scene, "loss", 200, false);
    expect(readings.find(({ curve }) => curve === "pred")?.value).toBe("–");
    const { definition } = curveOf(panelOf(scene, 0), "pred");
    expect(claimedValue(scene, definition, 180)).toBe(history.at("predictedLoss", 180));
  });

  it("read out only what has begun", () => {
    const readings = readingsOf(sceneOf(edgeHistory(90, 100)), "loss", 80, false);
    expect(readings.map(({ curve }) => curve)).toEqual(["gd"]);
  });

  it("let gradient flow leave, with its destination", () => {
    const scene = sceneOf(edgeHistory(600, 100));
    const exits = exitsOf(scene, panelOf(scene, 1));
    expect(exits).toHaveLength(1);
    expect(exits[0]).toMatchObject({ direction: "up", destination: 20 + 499 / 40 });
    expect(exits[0]!.x).toBeGreaterThan(scene.layout.left);
    expect(exits[0]!.x).toBeLessThan(scene.layout.right);
  });

  it("show every step of a short run that diverged, without a mean", () => {
    const history = historyOf(
      [11, 12, 13, 14, 21, 44, 190].map((sharpness, i) => ({
        learningRate: 0.356,
        sharpness,
        loss: 2 ** i,
      })),
    );
    history.divergedAt = 6;
    const scene = sceneOf(history);
    expect(scene.everyStep).toBe(true);
    expect(scene.x.domain).toEqual([0, 8]);
    const drawn = curveOf(panelOf(scene, 1), "gd");
    expect(drawn.line.values[drawn.line.count - 1]).toBe(190);
  });

  it("keep their y domains while a run grows", () => {
    const builder = new SceneBuilder();
    const seen = new Set<string>();
    for (let length = 110; length <= 600; length += 10) {
      const scene = sceneOf(edgeHistory(length, 100), defaultView(), builder);
      seen.add(panelOf(scene, 1).y!.domain.join());
    }
    expect(seen.size).toBeLessThanOrEqual(3);
  });

  it("of a growing run draw what drawing it anew would", () => {
    const history = historyOf([]);
    const columns = new DerivedColumns(history);
    const builder = new SceneBuilder();
    const lines = (scene: Scene) =>
      scene.panels.flatMap(({ curves }) =>
        curves.map(({ definition, line, stops }) => [
          definition.curve,
          definition.kind,
          [...line.indices.subarray(0, line.count)],
          [...line.values.subarray(0, line.count)],
          stops,
        ]),
      );
    const view = { ...defaultView(), visible: { ...defaultView().visible, cubic: true } };
    for (const end of [1, 2, 40, 99, 101, 130, 131, 700, 705, 2600, 2640, 5000]) {
      const rows = Array.from({ length: end - history.length }, (_, i) => {
        const step = history.length + i;
        // Sharpness measured every third step, and once not converged.
        const row = edgeRow(step, 100);
        const sharpness = step % 3 === 0 ? row.sharpness! : NaN;
        return { ...row, sharpness, sharpnessResidual: step === 2601 ? 0.1 : 1e-5 };
      });
      history.append(batchOf(history.length, rows));
      if (end > 100) history.annotations.edgeSteps = [100];
      if (end > 702) {
        history.annotations.overlayStops = [{ step: 702, overlay: "prediction", reason: "drift" }];
      }
      const grown = sceneOf(history, view, builder, null, columns);
      expect(lines(grown), `at ${end}`).toEqual(lines(sceneOf(history, view)));
    }
  });

  it("go on where several modes take over, as if the run had arrived at once", () => {
    const history = takeoverHistory(1);
    const columns = new DerivedColumns(history);
    const builder = new SceneBuilder();
    const view = { ...defaultView(), visible: { ...defaultView().visible, oneMode: true } };
    const lineOf = (scene: Scene, curve: string, panel: string) =>
      scene.panels
        .flatMap(({ curves }) => curves)
        .filter(({ definition: each }) => each.curve === curve && each.panel === panel)
        .map((drawn) => {
          const { line } = drawn;
          const values = [...line.values.subarray(0, line.count)].filter(Number.isFinite);
          const inner = line.indices.subarray(1, line.count - 1);
          return {
            values,
            last: stepsOf(drawn).at(-1),
            isWhole: !inner.includes(GAP),
            stops: drawn.stops,
          };
        });
    for (const end of [2, EDGE + 1, TAKEOVER, TAKEOVER + 1, ONE_MODE_ENDS + 2, LEAVES + 1, 300]) {
      const rows = Array.from({ length: end - history.length }, (_, i) =>
        takeoverRow(history.length + i),
      );
      history.append(batchOf(history.length, rows));
      history.annotations = takeoverHistory(end).annotations;
      const grown = sceneOf(history, view, builder, null, columns);
      const whole = sceneOf(takeoverHistory(end), view);
      for (const curve of ["pred", "oneMode", "dagger", "average", "gd"]) {
        for (const panel of ["loss", "sharpness", "distance"]) {
          expect(lineOf(grown, curve, panel), `${curve} at ${end}`).toEqual(
            lineOf(whole, curve, panel),
          );
        }
      }
    }
    const scene = sceneOf(history, view, builder, null, columns);
    expect(lineOf(scene, "pred", "loss")).toMatchObject([{ last: 299, isWhole: true, stops: [] }]);
    expect(lineOf(scene, "gd", "distance")).toMatchObject([{ last: 299, isWhole: true }]);
    expect(lineOf(scene, "oneMode", "loss")).toMatchObject([
      { last: ONE_MODE_ENDS, stops: [{ step: ONE_MODE_ENDS }] },
    ]);
    // θ†, and its second eigenvalue for as long as that is at the edge.
    const pinned = lineOf(scene, "dagger", "sharpness").map(({ last }) => last);
    expect(pinned).toEqual([299, undefined, LEAVES - 1]);
  });

  it("put steps at their flow time when asked, η by η", () => {
    const rows = [0.1, 0.1, 0.05, 0.05].map((learningRate) => ({ learningRate, loss: 1 }));
    const scene = sceneOf(historyOf(rows), { ...defaultView(), xAxis: "time" });
    const pixels = [0, 1, 2, 3].map((step) => scene.x.toPixel(scene.positions[step]!));
    expect((pixels[3]! - pixels[2]!) / (pixels[1]! - pixels[0]!)).toBeCloseTo(0.5, 6);
  });

  it("zoomed, draw one step beyond either end and fit the y domains to what is on screen", () => {
    const history = historyOf(
      Array.from({ length: 200 }, (_, step) => ({ learningRate: 0.1, loss: step < 100 ? 100 : 1 })),
    );
    const scene = sceneOf(history, defaultView(), new SceneBuilder(), { from: 120.5, to: 150 });
    const steps = stepsOf(curveOf(panelOf(scene, 0), "gd"));
    expect([steps[0], steps.at(-1)]).toEqual([120, 151]);
    expect([scene.firstShown, scene.lastShown]).toEqual([121, 150]);
    expect(scene.x.domain).toEqual([120.5, 150]);
    expect(panelOf(scene, 0).y!.domain[1]).toBeLessThan(2);
  });
});
