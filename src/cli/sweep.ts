/** `npm run sweep [-- PRESET…]`: measure which step sizes are stable for each preset; writes its data file. */
import { mkdir, writeFile } from "node:fs/promises";
import { openBackend } from "../engine/backends/openBackend.ts";
import { prepareRun } from "../engine/prepareRun.ts";
import { sweepLearningRates } from "../engine/sweep.ts";
import { PRESETS } from "../presets/presets.ts";
import type { Sweep } from "../protocol/sweep.ts";
import { readDataFile } from "./dataFiles.ts";

const FOLDER = new URL("../presets/sweeps/", import.meta.url);
/** Presets differ in how long they run; step sizes are compared over the same stretch for all. */
const STEPS = 600;

const asked = process.argv.slice(2);
const backend = await openBackend("float64", undefined);
await mkdir(FOLDER, { recursive: true });
for (const { id, experiment } of PRESETS) {
  if (asked.length > 0 && !asked.includes(id)) continue;
  const { model, parameters } = await prepareRun(experiment, backend, readDataFile);
  const sweep = await sweepLearningRates(
    model,
    experiment.optimizer,
    parameters,
    STEPS,
    () => false,
  );
  if (sweep !== null) {
    await writeFile(new URL(`${id}.json`, FOLDER), `${JSON.stringify(rounded(sweep), null, 1)}\n`);
    console.log(`${id}: ${sweep.points.map(({ outcome }) => outcome[0]).join("")}`);
  }
  model.dispose();
}

/** Four digits say everything about a range on a slider. */
function rounded({ steps, initialSharpness, points }: Sweep): Sweep {
  const short = (value: number) => Number(value.toPrecision(4));
  return {
    steps,
    initialSharpness: short(initialSharpness),
    points: points.map(({ learningRate, outcome }) => ({
      learningRate: short(learningRate),
      outcome,
    })),
  };
}
