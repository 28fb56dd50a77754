import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { MarkupError, parseMarkup } from "./markup.ts";

describe("the markup of lessons", () => {
  it("reads every mark", () => {
    expect(
      parseMarkup("Set $\\eta$ to [0.05](set:lr=0.05): {gd:descent} is at {value:loss}."),
    ).toEqual([
      { kind: "text", text: "Set " },
      { kind: "math", tex: "\\eta", isDisplay: false },
      { kind: "text", text: " to " },
      { kind: "action", text: "0.05", action: { kind: "rate", learningRate: 0.05 } },
      { kind: "text", text: ": " },
      { kind: "curve", curve: "gd", text: "descent" },
      { kind: "text", text: " is at " },
      { kind: "value", name: "loss" },
      { kind: "text", text: "." },
    ]);
    expect(parseMarkup("$x^2$")).toEqual([{ kind: "math", tex: "x^2", isDisplay: true }]);
    const actions = ["[a](look:70)", "[b](run:20)", "[c](zoom:40-90)", "[d](zoom:all)"].map(
      (text) => parseMarkup(text)[0],
    );
    expect(actions).toMatchObject([
      { action: { kind: "look", step: 70 } },
      { action: { kind: "run", steps: 20 } },
      { action: { kind: "zoom", window: { from: 40, to: 90 } } },
      { action: { kind: "zoom", window: null } },
    ]);
  });

  it.each([
    "costs 5 $ a step",
    "{gd:open",
    "{nothing:here}",
    "{value:weather}",
    "{gd}",
    "[no action](run)",
    "[words](jump:3)",
    "[words](set:lr=0)",
    "[words](set:lr=fast)",
    "[words](look:-3)",
    "[words](zoom:90-40)",
    "[](look:3)",
    "a stray ]",
  ])("refuses %s", (text) => {
    expect(() => parseMarkup(text)).toThrow(MarkupError);
  });

  it("leaves text without marks alone", () => {
    const plain = fc.string({ minLength: 1 }).filter((text) => !/[$[\]{}]/.test(text));
    fc.assert(
      fc.property(plain, (text) => {
        expect(parseMarkup(text)).toEqual([{ kind: "text", text }]);
      }),
    );
  });
});
