import type { LinkState } from "./linkState.ts";

/** What holds where a link says nothing of it. Without the experiment, whose parts need the parser. */
export function nothingSaid(): Omit<LinkState, "presetId" | "experiment" | "view"> {
  return {
    backend: "auto",
    run: false,
    until: null,
    at: null,
    speed: null,
    embed: false,
    hide: [],
    lock: [],
    lecture: false,
    window: null,
    lesson: null,
    unknown: [],
  };
}
