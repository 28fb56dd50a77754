import { describe, expect, it } from "vitest";
import { choiceHere, linkOf, type Shared } from "./shareChoice.ts";

const PRESET: Shared = { waitsByItself: false, window: null, lock: [], lesson: null };
const OWN: Shared = { ...PRESET, waitsByItself: true };
const here = choiceHere([], PRESET);

describe("what Share makes of the choices", () => {
  it("says nothing where nothing was chosen", () => {
    expect(linkOf(here, PRESET)).toEqual({
      run: false,
      at: null,
      hide: [],
      lock: [],
      lecture: false,
      window: null,
      lesson: null,
    });
  });

  it("starts or holds a run only where it would do otherwise by itself", () => {
    expect(linkOf({ ...here, opens: "playing" }, OWN).run).toBe(true);
    expect(linkOf({ ...here, opens: "waiting" }, OWN).run).toBe(false);
    expect(linkOf({ ...here, opens: "waiting" }, PRESET).run).toBe("held");
    expect(linkOf({ ...here, opens: "at", at: 824 }, PRESET)).toMatchObject({
      run: false,
      at: 824,
    });
    expect(linkOf({ ...here, opens: "at", at: 824 }, OWN)).toMatchObject({ run: true, at: 824 });
  });

  it("leaves Play where nothing runs before it", () => {
    const bare = { ...here, shows: "noControls" as const };
    expect(linkOf(bare, PRESET).hide).toContain("transport");
    expect(linkOf({ ...bare, opens: "waiting" }, PRESET).hide).not.toContain("transport");
    expect(linkOf({ ...here, shows: "oneChart" }, PRESET).hide).not.toContain("transport");
  });

  it("fixes settings, never the run itself", () => {
    expect(linkOf({ ...here, mayChange: "rate" }, PRESET).lock).not.toContain("rate");
    const { lock } = linkOf({ ...here, mayChange: "nothing" }, PRESET);
    expect(lock).toEqual(["experiment", "rate", "overlays", "axes", "presets"]);
  });

  it("begins with what the page does now", () => {
    const window = { from: 640, to: 1113 };
    const shared: Shared = { waitsByItself: true, window, lock: ["transport"], lesson: null };
    const choice = choiceHere(["strip"], shared);
    expect(choice).toMatchObject({ opens: "waiting", shows: "chosen", mayChange: "asHere" });
    expect(linkOf(choice, shared)).toMatchObject({ hide: ["strip"], lock: ["transport"], window });
    expect(linkOf({ ...choice, isZoomed: false }, shared).window).toBeNull();
    const lesson = { id: "first", step: 2 };
    const inLesson = { ...PRESET, lesson };
    expect(linkOf(choiceHere([], inLesson), inLesson).lesson).toEqual(lesson);
    expect(linkOf({ ...choiceHere([], inLesson), isInLesson: false }, inLesson).lesson).toBeNull();
  });
});
