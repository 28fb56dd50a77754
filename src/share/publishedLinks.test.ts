import { describe, expect, it } from "vitest";
import type { Experiment } from "../model/experiment.ts";
import { parseExperiment } from "../model/parseExperiment.ts";
import { decodeLink } from "./decodeLink.ts";
import { encodeLink } from "./encodeLink.ts";
import type { PresetLookup } from "./linkState.ts";
import published from "./links.v1.json" with { type: "json" };

/** The presets as they were when the links were published. */
const frozen = new Map<string, Experiment>(
  Object.entries(published.presets).map(([id, value]) => {
    const parsed = parseExperiment(value);
    if (!parsed.ok) {
      throw new Error(parsed.error);
    }
    return [id, parsed.experiment];
  }),
);
const findPreset: PresetLookup = (id) => {
  const experiment = frozen.get(id);
  return experiment && { experiment };
};

/** Links are never taken back: entries of links.v1.json may be added, never changed. */
describe("published links of version 1", () => {
  it.each(published.links)("$link", ({ link, state, notices }) => {
    const decoded = decodeLink(link, findPreset);
    // Later versions may add to the state, and word their notices differently.
    expect(decoded.state).toMatchObject(state);
    expect(decoded.notices).toHaveLength(notices);
    const again = decodeLink(encodeLink(decoded.state, findPreset), findPreset);
    expect(again.state).toEqual(decoded.state);
  });
});
