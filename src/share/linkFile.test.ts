import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { anyState } from "./fixtures/anyState.ts";
import { findPreset } from "./fixtures/testPresets.ts";
import { isLinkFile, linkFileText, readLinkFile } from "./linkFile.ts";

function read(text: string) {
  const value: unknown = JSON.parse(text);
  if (!isLinkFile(value)) throw new Error("not a link file");
  return readLinkFile(value, findPreset);
}

describe("a link as a file", () => {
  it("gives back every state", () => {
    fc.assert(
      fc.property(anyState, (state) => {
        // A file is a table: a key that is there twice cannot be kept twice.
        const unknown = [...new Map(state.unknown)];
        const result = read(linkFileText({ ...state, unknown }));
        if (!result.ok) throw new Error(result.error);
        const { state: again, notices } = result.link;
        const sorted = (pairs: [string, string][]) =>
          pairs.toSorted(([a], [b]) => (a < b ? -1 : 1));
        expect({ ...again, unknown: sorted(again.unknown) }).toEqual({
          ...state,
          unknown: sorted(unknown),
        });
        expect(notices).toHaveLength(unknown.length === 0 ? 0 : 1);
      }),
    );
  });

  it("is read as what it means when it was written by hand, and says what it cannot use", () => {
    const result = read(
      JSON.stringify({
        format: "brink-link",
        version: 2,
        preset: "gone",
        experiment: { learningRate: 0.3 },
        settings: { at: "824", window: "x", hide: "strip", "x-later": "1", seed: 3 },
      }),
    );
    if (!result.ok) throw new Error(result.error);
    const { state, notices } = result.link;
    expect(state).toMatchObject({
      presetId: null,
      experiment: { learningRate: 0.3 },
      at: 824,
      window: null,
      hide: ["strip"],
      unknown: [["x-later", "1"]],
    });
    expect(notices).toHaveLength(4);
    expect(notices.join(" ")).toMatch(/newer version.*"gone".*640-1113.*"x-later", "seed"/);
  });

  it("without an experiment that can be run is refused in a sentence", () => {
    const error = (file: object) => {
      const result = readLinkFile({ format: "brink-link", ...file }, findPreset);
      return result.ok ? null : result.error;
    };
    expect(error({})).toMatch(/^experiment/);
    expect(error({ experiment: { learningRate: -1 } })).toMatch(/learningRate: got -1, must be/);
    expect(error({ experiment: {}, settings: [1, 2] })).toBeNull();
  });

  it("takes any value without throwing", () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), fc.jsonValue(), (preset, version, settings) => {
        const result = readLinkFile({ preset, version, settings, experiment: {} }, findPreset);
        expect(result.ok).toBe(true);
      }),
    );
  });
});
