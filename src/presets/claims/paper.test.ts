/** Presets on the paper's data, and of its networks. */
import { describe, expect, test } from "vitest";
import { networkLayers } from "../../model/networkLayers.ts";
import { datasetSizes } from "../../model/datasets/datasetSizes.ts";
import { networkSize } from "../../model/workload/networkSize.ts";
import { workloadOf } from "../../model/workload/workload.ts";
import { catsAndDogs } from "../catsAndDogs.ts";
import { convolutions } from "../convolutions.ts";
import { paperNetwork } from "../paperNetwork.ts";
import { paperSize } from "../paperSize.ts";
import { paperSizeConvolutions } from "../paperSizeConvolutions.ts";
import { relativeSharpness, returnsToLine, sharpnessError, stopOf } from "./measures.ts";
import { play, playExperiment, playSeed, SEEDS } from "./playedRun.ts";

describe(`the preset ${catsAndDogs.title}`, () => {
  test.each(SEEDS)("seed %i sharpens to the line and is predicted from there", async (seed) => {
    const run = await playSeed(catsAndDogs, seed);
    expect(relativeSharpness(run)[0]).toBeLessThan(0.1);
    expect(run.edge).toBeLessThan(200);
    const stop = stopOf(run, "prediction")?.step ?? Infinity;
    expect(stop).toBeGreaterThan(run.edge + 200);
    expect(sharpnessError(run, run.edge, run.edge + 200)).toBeLessThan(0.06);
    for (const value of relativeSharpness(run, run.edge)) {
      expect(Math.abs(value - 1)).toBeLessThan(0.25);
    }
  });

  test("its own seed sharpens twentyfold and crosses the line again and again", async () => {
    const run = await play(catsAndDogs);
    const [first] = relativeSharpness(run);
    expect(1 / first!).toBeGreaterThan(18);
    expect(1 / first!).toBeLessThan(22);
    expect(returnsToLine(run)).toBeGreaterThanOrEqual(2);
    expect(sharpnessError(run, run.edge)).toBeLessThan(0.03);
    expect(stopOf(run, "prediction")).toBeUndefined();
  });
});

describe(`the preset ${paperNetwork.title}`, () => {
  test("meets the line and is predicted to the pause", async () => {
    const run = await play(paperNetwork);
    expect(relativeSharpness(run)[0]).toBeLessThan(0.1);
    expect(run.edge).toBeLessThan(220);
    expect(stopOf(run, "prediction")).toBeUndefined();
    for (const { predictedSharpness, sharpness } of run.rows.slice(run.edge)) {
      expect(Math.abs(predictedSharpness / sharpness - 1)).toBeLessThan(0.03);
    }
  });

  test("moves in far fewer dimensions than it has parameters", () => {
    expect(workloadOf(paperNetwork.experiment)).toMatchObject({
      parameters: 655_001,
      moving: 80_601,
    });
  });
});

describe(`the preset ${convolutions.title}`, () => {
  test("sharpens to the line, stays about it, and is predicted for eighty steps", async () => {
    // Twenty steps past the end of the prediction; the rest of the run is recorded.
    const run = await playExperiment({ ...convolutions.experiment, steps: 345 });
    const [first] = relativeSharpness(run);
    expect(1 / first!).toBeGreaterThan(24);
    expect(1 / first!).toBeLessThan(27);
    const stop = stopOf(run, "prediction");
    expect(stop?.reason).toBe("drift");
    expect(stop!.step - run.edge).toBeGreaterThanOrEqual(75);
    expect(stop!.step - run.edge).toBeLessThanOrEqual(85);
    expect(sharpnessError(run, run.edge, stop!.step - 10)).toBeLessThan(0.05);
    for (const value of relativeSharpness(run, run.edge)) {
      expect(Math.abs(value - 1)).toBeLessThan(0.25);
    }
  });
});

describe("the presets of the paper's size", () => {
  test("are of its size", () => {
    expect(workloadOf(paperSize.experiment)).toMatchObject({
      parameters: 656_810,
      samples: 5000,
    });
    expect(2 / paperSize.experiment.learningRate).toBe(100);
    const { experiment } = paperSizeConvolutions;
    expect(workloadOf(experiment)).toMatchObject({ parameters: 30_634, samples: 5000 });
    const layers = networkLayers(experiment.model, datasetSizes(experiment.data));
    expect(networkSize(layers).products).toEqual({ first: 884_736, others: 2_359_296 + 20_480 });
  });

  test("ask ten times as much of a machine for convolutions", () => {
    const [dense, convolved] = [paperSize, paperSizeConvolutions].map(
      ({ experiment }) => workloadOf(experiment).flops.atEdge,
    );
    expect(convolved! / dense!).toBeGreaterThan(8);
    expect(convolved! / dense!).toBeLessThan(13);
  });
});
