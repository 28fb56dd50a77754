import { readFileSync } from "node:fs";
import { defaultView } from "../../src/charts/view.ts";
import type { Experiment } from "../../src/model/experiment.ts";
import { parseExperiment } from "../../src/model/parseExperiment.ts";
import type { BackendChoice } from "../../src/protocol/backend.ts";
import { encodeLink } from "../../src/share/encodeLink.ts";
import { nothingSaid } from "../../src/share/nothingSaid.ts";

/** A network of 49 parameters eight steps before its edge, small enough for a software GPU. */
export const NEAR_EDGE_FILE = new URL("./nearEdge.json", import.meta.url).pathname;

export function nearEdgeExperiment(): Experiment {
  const parsed = parseExperiment(JSON.parse(readFileSync(NEAR_EDGE_FILE, "utf8")));
  if (!parsed.ok) throw new Error(parsed.error);
  return parsed.experiment;
}

/** The hash of a link that runs this experiment at once. */
export function runningLink(experiment: Experiment, backend: BackendChoice): string {
  return encodeLink(
    {
      ...nothingSaid(),
      presetId: null,
      experiment,
      view: defaultView(),
      backend,
      run: true,
    },
    () => undefined,
  );
}
