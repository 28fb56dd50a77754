import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { colorOfEvent } from "./eventLane.ts";
import { CURVES } from "./view.ts";

it("colours every event by a token that there is", () => {
  const css = readFileSync(new URL("../styles/tokens.css", import.meta.url), "utf8");
  const hues = ["ink", "ink-2", "bad", ...CURVES] as const;
  const missing = hues
    .map((hue) => /^var\((--[\w-]+)\)$/.exec(colorOfEvent(hue))?.[1] ?? hue)
    .filter((token) => !css.includes(`${token}:`));
  expect(missing).toEqual([]);
});
