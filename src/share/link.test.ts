import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { CURVES } from "../charts/view.ts";
import { parseExperiment } from "../model/parseExperiment.ts";
import { PRESETS } from "../presets/presets.ts";
import { decodeLink } from "./decodeLink.ts";
import { encodeLink, encodeShown } from "./encodeLink.ts";
import { anyState, anyText, knownKeys } from "./fixtures/anyState.ts";
import { findPreset } from "./fixtures/testPresets.ts";
import { startingState, type LinkState } from "./linkState.ts";

const shippedPreset = (id: string) => PRESETS.find((preset) => preset.id === id);

describe("links", () => {
  it("give back every state", () => {
    fc.assert(
      fc.property(anyState, (state) => {
        const { state: decoded } = decodeLink(encodeLink(state, findPreset), findPreset);
        expect(decoded).toEqual(state);
      }),
      { numRuns: 1000 },
    );
  });

  it("need no notice for a state without unknown keys", () => {
    fc.assert(
      fc.property(anyState, (state) => {
        const link = encodeLink({ ...state, unknown: [] }, findPreset);
        expect(decodeLink(link, findPreset).notices).toEqual([]);
        expect(link).toMatch(/^#v=1(&[a-z]+=[\w.,:;()/!~*'%-]*)*$/);
      }),
    );
  });

  const fragment = fc.oneof(
    anyText,
    fc.string({ unit: "binary", maxLength: 12 }),
    fc.constantFrom("%", "%zz", "%E0%A4%A", "%00", "((((", "1,2;3", "-0", "1e999", "NaN", "\ud800"),
    fc.integer().map(String),
  );
  const anyPair = fc
    .tuple(fc.oneof(fc.constantFrom(...knownKeys), fragment), fragment)
    .map(([key, value]) => `${key}=${value}`);

  it("are read without throwing, whatever they say, and settle after one reading", () => {
    const junk = fc.oneof(
      fc.string({ unit: "binary", maxLength: 200 }),
      fc.array(anyPair, { maxLength: 12 }).map((pairs) => `#${pairs.join("&")}`),
    );
    fc.assert(
      fc.property(junk, (hash) => {
        const { state, notices } = decodeLink(hash, findPreset);
        expect(parseExperiment(state.experiment)).toEqual({
          ok: true,
          experiment: state.experiment,
        });
        const isSentences = notices.every((notice) => /^(The|In the) link.*\.$/.test(notice));
        expect(isSentences).toBe(true);
        const link = encodeLink(state, findPreset);
        expect(encodeLink(decodeLink(link, findPreset).state, findPreset)).toBe(link);
      }),
      { numRuns: 2000 },
    );
  });

  it("stay below 300 characters for every preset with every kind of change", () => {
    for (const { id } of PRESETS) {
      const state = startingState(id, shippedPreset);
      const changed: LinkState = {
        ...state,
        experiment: {
          ...state.experiment,
          data: {
            kind: "fashion-mnist",
            samples: 500,
            offset: 250,
            side: 14,
            scale: 1.5,
            targets: "parity",
          },
          model: { kind: "mlp", hidden: [100, 100, 50], activation: "gelu", bias: false },
          loss: "logistic",
          init: { scheme: "torch", gain: 0.75, seed: 12345 },
          learningRate: 0.0625,
          learningRateChanges: [
            { step: 500, learningRate: 0.05 },
            { step: 900, learningRate: 0.1 },
          ],
          nudge: -0.25,
          steps: 5000,
          eigenvalues: 4,
        },
        view: { ...state.view, xScale: "log", showBeyondStop: true },
        backend: "webgpu",
        run: true,
        until: 2500,
      };
      const link = encodeLink(changed, shippedPreset);
      expect(link.length).toBeLessThan(300);
      expect(decodeLink(link, shippedPreset)).toEqual({ state: changed, notices: [] });
    }
  });

  it("to an open lesson say its step and leave the run to it", () => {
    const preset = PRESETS.find(({ id }) => id === "cross-entropy")!;
    const state: LinkState = {
      ...startingState("cross-entropy", shippedPreset),
      experiment: { ...preset.experiment, learningRate: 0.37, steps: 123 },
      lesson: { id: "end-of-training", step: 6 },
      at: 40,
      window: { from: 10, to: 90 },
      lecture: true,
    };
    expect(encodeShown(state, shippedPreset)).toBe("#v=1&lecture=1&lesson=end-of-training.6");
    expect(encodeShown({ ...state, lesson: null }, shippedPreset)).toContain("lr=0.37");
  });

  it("name the curves that are hidden where those are fewer", () => {
    const preset = startingState("cross-entropy", shippedPreset);
    const { visible } = preset.view;
    const few = { ...preset, view: { ...preset.view, visible: { ...visible, l2: false } } };
    const link = encodeLink(few, shippedPreset);
    expect(link).toContain("curves=-cubic,-l2");
    expect(decodeLink(link, shippedPreset)).toEqual({ state: few, notices: [] });
    const oneMode = {
      ...few,
      view: { ...few.view, visible: { ...few.view.visible, oneMode: true } },
    };
    const named = encodeLink(oneMode, shippedPreset);
    expect(named).toContain("curves=-cubic,-l2,oneMode");
    expect(decodeLink(named, shippedPreset)).toEqual({ state: oneMode, notices: [] });
    const unknown = decodeLink("#v=1&preset=cross-entropy&curves=-cubic,-quartic", shippedPreset);
    expect(unknown.notices).toHaveLength(1);
    expect(unknown.state.view).toEqual(preset.view);
  });

  it("of an earlier page, with several modes as a curve of their own, show the prediction", () => {
    const shownBy = (curves: string) => {
      const { state, notices } = decodeLink(`#v=1&preset=classic&curves=${curves}`, shippedPreset);
      expect(notices).toEqual([]);
      return CURVES.filter((curve) => state.view.visible[curve]);
    };
    expect(shownBy("gd,edge,modes")).toEqual(["gd", "edge", "pred"]);
    expect(shownBy("gd,pred,modes,central")).toEqual(["gd", "pred", "central"]);
    const hiding = CURVES.filter((curve) => curve !== "oneMode" && curve !== "cubic");
    expect(shownBy("-cubic,-modes")).toEqual(hiding);
    expect(shownBy("-cubic")).toEqual(hiding);
    expect(shownBy("gd,edge,pred,oneMode")).toEqual(["gd", "edge", "pred", "oneMode"]);
  });

  it("stay below 300 characters, site and all, when a lesson is made of a preset", () => {
    for (const { id } of PRESETS) {
      const state = startingState(id, shippedPreset);
      const { experiment, view } = state;
      const lesson: LinkState = {
        ...state,
        experiment: {
          ...experiment,
          model: { kind: "mlp", hidden: [64, 64], activation: "gelu", bias: true },
          init: { scheme: "torch", gain: 0.75, seed: 12345 },
          learningRate: 0.0625,
          learningRateChanges: [{ step: 500, learningRate: 0.05 }],
          steps: 2500,
        },
        view: { ...view, visible: { ...view.visible, average: false, l2: false } },
        backend: "webgpu",
        run: true,
        at: 1824,
        window: { from: 1640, to: 2113 },
        hide: [
          "story",
          "presets",
          "experiment",
          "rate",
          "overlays",
          "axes",
          "transport",
          "portrait",
          "slice",
          "notes",
        ],
        lock: ["experiment", "overlays", "axes", "presets"],
      };
      const link = `https://university.github.io/brink/${encodeLink(lesson, shippedPreset)}`;
      expect(link.length).toBeLessThan(300);
      expect(link).toContain("&hide=controls,side&lock=settings&window=1640-2113");
      const { hash } = new URL(link);
      expect(decodeLink(hash, shippedPreset)).toEqual({ state: lesson, notices: [] });
    }
  });
});
