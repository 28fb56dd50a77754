import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { hoppingHistory, sliceAt } from "../../charts/fixtures/syntheticSlice.ts";
import type { Slice, SliceReach } from "../../protocol/slice.ts";
import type { SessionState } from "../../session/store.ts";
import { createSessionStore } from "../../session/store.ts";
import { EXPERIMENT } from "../../charts/fixtures/syntheticHistory.ts";
import {
  EDGE,
  LEAVES,
  ONE_MODE_ENDS,
  TAKEOVER,
  takeoverHistory,
} from "../../charts/fixtures/takeoverHistory.ts";
import { keepSlices, overlaySpan } from "./keepSlices.ts";
import { plainText } from "../story/prose.ts";
import { absenceOf, captionOf } from "./captions.ts";
import { pushWords } from "./pushWords.ts";
import { SliceBook } from "./sliceBook.ts";

describe("a book of slices", () => {
  it("keeps the first, the last, and so many that none is far from a kept one", () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.nat(5000), { minLength: 1, maxLength: 120 }), (steps) => {
        const book = new SliceBook(20);
        for (const step of steps) book.add(sliceAt(step));
        expect(book.size).toBe(Math.min(20, steps.length));
        const ends = [Math.min(...steps), Math.max(...steps)];
        for (const end of ends) expect(book.nearest(end, 0, Infinity)?.step).toBe(end);
      }),
    );
    const even = new SliceBook(20);
    for (let step = 0; step <= 1000; step++) even.add(sliceAt(step));
    for (let step = 0; step <= 1000; step += 7) {
      expect(Math.abs(even.nearest(step, 0, Infinity)!.step - step)).toBeLessThan(110);
    }
  });

  it("gives the nearest within the steps allowed, and takes a later one of the same step", () => {
    const book = new SliceBook();
    for (const step of [10, 20, 30]) book.add(sliceAt(step));
    expect(book.nearest(24, 0, Infinity)?.step).toBe(20);
    expect(book.nearest(26, 0, 30)?.step).toBe(20);
    expect(book.nearest(10, 15, 30)?.step).toBe(20);
    expect(book.nearest(10, 31, Infinity)).toBeNull();
    const again = sliceAt(20);
    book.add(again);
    expect(book.size).toBe(3);
    expect(book.nearest(20, 0, Infinity)).toBe(again);
  });
});

describe("the keeper", () => {
  let time = 0;
  beforeEach(() => {
    vi.useFakeTimers();
    time = 0;
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  function setUp(edge = 20) {
    const store = createSessionStore(EXPERIMENT);
    const asked: SliceReach[] = [];
    const steps: (number | null)[] = [];
    let length = 10;
    let listener: (slice: Slice | null) => void = () => undefined;
    const player = {
      store,
      history: () => hoppingHistory(length, edge, (step) => (step % 2 ? -0.05 : 0.05)),
      askForSlice: (reach: SliceReach, step: number | null) => {
        steps.push(step);
        return asked.push(reach) > 0;
      },
      onSlice: (heard: (slice: Slice | null) => void) => {
        listener = heard;
        return () => undefined;
      },
    };
    let changes = 0;
    const keeper = keepSlices({ player, onChange: () => changes++, now: () => time });
    return {
      keeper,
      asked,
      steps,
      changes: () => changes,
      set: (state: Partial<SessionState>) => store.setState(state),
      grow: (to: number) => {
        length = to;
        store.setState({ version: to });
      },
      pass: (ms: number) => {
        time += ms;
        vi.advanceTimersByTime(ms);
      },
      answer: (slice: Slice | null) => {
        listener(slice);
      },
    };
  }

  it("asks while somebody looks at a run past its edge, not before", () => {
    const { keeper, asked, set, grow } = setUp();
    set({ status: "running" });
    grow(40);
    expect(asked).toEqual([]);
    keeper.setVisible(true);
    expect(asked).toEqual([{ x: 0.05, y: 0.2 }]);
    const early = setUp(100);
    early.set({ status: "running" });
    early.keeper.setVisible(true);
    early.grow(40);
    expect(early.asked).toEqual([]);
  });

  it("asks at most four times a second, and less when answers take long", () => {
    const { keeper, asked, set, grow, pass, answer } = setUp();
    set({ status: "running" });
    keeper.setVisible(true);
    grow(40);
    pass(10);
    answer(sliceAt(39));
    grow(50);
    pass(200);
    expect(asked).toHaveLength(1);
    pass(60);
    expect(asked).toHaveLength(2);
    pass(1000);
    answer(sliceAt(49));
    grow(60);
    pass(3900);
    expect(asked).toHaveLength(2);
    pass(200);
    expect(asked).toHaveLength(3);
  });

  it("asks once more when the run pauses, then rests", () => {
    const { keeper, asked, set, grow, pass, answer } = setUp();
    set({ status: "running" });
    keeper.setVisible(true);
    grow(40);
    answer(sliceAt(39));
    grow(41);
    set({ status: "paused" });
    expect(asked).toHaveLength(2);
    answer(sliceAt(40));
    pass(5000);
    set({ stepsPerSecond: 0 });
    expect(asked).toHaveLength(2);
    expect(keeper.at(40)?.step).toBe(40);
    expect(keeper.at(30)?.step).toBe(39);
  });

  it("asks for the step looked at once the run rests, and once only", () => {
    const { keeper, steps, set, grow, pass, answer } = setUp();
    set({ status: "running" });
    keeper.setVisible(true);
    grow(40);
    answer(sliceAt(39));
    keeper.setStep(30);
    pass(5000);
    expect(steps).toEqual([null]);
    set({ status: "paused" });
    expect(steps).toEqual([null, 30]);
    answer(sliceAt(30));
    pass(1000);
    expect(keeper.at(30)?.step).toBe(30);
    keeper.setStep(12);
    pass(1000);
    expect(steps).toEqual([null, 30]);
    keeper.setStep(null);
    keeper.setStep(30);
    pass(1000);
    expect(steps).toEqual([null, 30]);
  });

  it("forgets with the run, and asks the next one although an answer never came", () => {
    const { keeper, asked, set, grow, pass, answer, changes } = setUp();
    set({ status: "running" });
    keeper.setVisible(true);
    grow(40);
    answer(sliceAt(39));
    expect(keeper.at(39)).not.toBeNull();
    expect(changes()).toBe(1);
    grow(80);
    pass(300);
    expect(asked).toHaveLength(2);
    set({ status: "loading" });
    set({ drawnRun: 1, status: "running" });
    expect(keeper.at(39)).toBeNull();
    expect(asked).toHaveLength(3);
  });

  it("stops asking when it is stopped or hidden", () => {
    const { keeper, asked, set, grow, pass, answer } = setUp();
    set({ status: "running" });
    keeper.setVisible(true);
    grow(40);
    answer(sliceAt(39));
    keeper.setVisible(false);
    grow(60);
    pass(5000);
    expect(asked).toHaveLength(1);
    keeper.setVisible(true);
    expect(asked).toHaveLength(2);
    answer(null);
    keeper.stop();
    grow(70);
    pass(5000);
    expect(asked).toHaveLength(2);
  });
});

describe("what is said", () => {
  it("slices of other overlays than those of the step do not count", () => {
    const history = hoppingHistory(90, 20, () => 0.05);
    history.annotations.edgeSteps = [20, 60];
    expect(overlaySpan(history, 30)).toEqual({ from: 20, before: 60 });
    expect(overlaySpan(history, 60)).toEqual({ from: 60, before: Infinity });
    expect(overlaySpan(history, 10)).toBeNull();
  });

  // ηα = 0.1 · 0.4 = 0.04, and ½ηβx² = 25 x².
  it.each([
    [0.08, /takes 0\.16 off sharpness .* adds only 0\.04 .* pushed down/],
    [0.02, /takes only 0\.01 off sharpness .* adds 0\.04 .* rises/],
    [0.04, /takes 0\.04 off sharpness .* balance/],
  ])("at |x| = %s what a step does to sharpness", (x, words) => {
    const history = hoppingHistory(60, 20, (step) => (step % 2 ? x : -x));
    expect(plainText(pushWords(history, 40))).toMatch(words);
  });

  it("which moment is shown, and where the claim of θ† has ended", () => {
    const history = hoppingHistory(60, 20, () => 0.05);
    expect(captionOf(history, sliceAt(40), 40)).toBe("the last five steps");
    expect(captionOf(history, sliceAt(40), 45)).toBe("as it was at step 40");
    expect(captionOf(history, sliceAt(40), 35)).toBe("as it is at step 40");
    history.annotations.overlayStops = [
      { step: 42, overlay: "constrained", reason: "eigenvector-swap" },
    ];
    expect(captionOf(history, sliceAt(50), 50)).toBe("θ† claimed up to step 42");
    expect(captionOf(history, sliceAt(42), 42)).toBe("the last five steps");
  });

  it("where several modes take over, that θ† goes on and along which direction it is looked at", () => {
    const history = takeoverHistory(300);
    history.annotations.overlayStops.push({
      step: ONE_MODE_ENDS,
      overlay: "constrained",
      reason: "eigenvector-swap",
    });
    expect(overlaySpan(history, 200)).toEqual({ from: EDGE, before: Infinity });
    expect(captionOf(history, sliceAt(200), 200)).toBe("the last five steps");
    expect(plainText(pushWords(history, TAKEOVER - 1))).toMatch(/adds/);
    expect(plainText(pushWords(history, TAKEOVER))).toBe(
      "Two directions oscillate; this is along the first of them.",
    );
    expect(plainText(pushWords(history, LEAVES + 1))).toMatch(/adds/);
  });

  it("why there is nothing to show", () => {
    const history = hoppingHistory(60, 20, () => 0.05);
    expect(pushWords(history, 10)).toEqual([]);
    expect(absenceOf(history, EXPERIMENT, 10)).toMatch(/^Begins at the edge/);
    expect(absenceOf(history, EXPERIMENT, 40)).toMatch(/Play measures on/);
    expect(absenceOf(history, { ...EXPERIMENT, overlays: [] }, 40)).toMatch(/does not follow/);
    history.annotations.learningRateChanges = [{ step: 61, learningRate: 0.2 }];
    expect(absenceOf(history, EXPERIMENT, 70)).toMatch(/η has changed/);
  });
});
