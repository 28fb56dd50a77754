import { describe, expect, it } from "vitest";
import { atEdge, bowl } from "../../lessons/experiments.ts";
import { agreeUpTo, hasArrived, newFrom, nextMove } from "./steering.ts";

const halved = { ...atEdge, learningRateChanges: [{ step: 201, learningRate: 0.055 }] };

describe("steering a run", () => {
  it("goes on where the run is the one wanted, and looks back where it is past", () => {
    expect(nextMove({ experiment: atEdge, head: 38 }, { experiment: atEdge, to: 58 })).toEqual({
      kind: "run",
    });
    expect(nextMove({ experiment: atEdge, head: 80 }, { experiment: atEdge, to: 58 })).toEqual({
      kind: "look",
    });
  });

  it("changes η live where the change is the next step, whatever is planned to pause it", () => {
    const wanted = { experiment: halved, to: 260 };
    const drawn = { ...atEdge, steps: 77 };
    expect(nextMove({ experiment: drawn, head: 200 }, wanted)).toEqual({
      kind: "change",
      learningRate: 0.055,
    });
    expect(nextMove({ experiment: drawn, head: 190 }, wanted)).toEqual({ kind: "load" });
    expect(nextMove({ experiment: drawn, head: 220 }, wanted)).toEqual({ kind: "load" });
  });

  it("looks back before a change of η that came later", () => {
    expect(nextMove({ experiment: halved, head: 260 }, { experiment: atEdge, to: 200 })).toEqual({
      kind: "look",
    });
    expect(nextMove({ experiment: halved, head: 260 }, { experiment: atEdge, to: 220 })).toEqual({
      kind: "load",
    });
  });

  it("begins anew for another experiment, and before the first row", () => {
    const wanted = { experiment: bowl(0.1), to: 10 };
    expect(nextMove({ experiment: atEdge, head: 100 }, wanted)).toEqual({ kind: "load" });
    expect(nextMove({ experiment: bowl(0.1), head: -1 }, wanted)).toEqual({ kind: "load" });
  });

  it("does not mind the order of keys", () => {
    const turned = Object.fromEntries(Object.entries(atEdge).reverse()) as typeof atEdge;
    expect(agreeUpTo(atEdge, turned, 300)).toBe(true);
  });

  it("has arrived only on the same rows", () => {
    expect(hasArrived({ experiment: halved, head: 260 }, { experiment: halved, to: 260 })).toBe(
      true,
    );
    expect(hasArrived({ experiment: atEdge, head: 260 }, { experiment: halved, to: 260 })).toBe(
      false,
    );
  });

  it("knows what is new to a viewer who comes from the step before", () => {
    expect(newFrom({ experiment: atEdge, to: 38 }, { experiment: atEdge, to: 58 })).toBe(38);
    expect(newFrom({ experiment: bowl(0.1), to: 38 }, { experiment: atEdge, to: 58 })).toBe(0);
    expect(newFrom({ experiment: atEdge, to: 80 }, { experiment: atEdge, to: 58 })).toBe(0);
    expect(newFrom(null, { experiment: atEdge, to: 58 })).toBe(0);
  });
});
