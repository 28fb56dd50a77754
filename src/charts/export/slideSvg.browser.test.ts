import { describe, expect, it } from "vitest";
import "../../styles/tokens.css";
import { EXPERIMENT, edgeHistory } from "../fixtures/syntheticHistory.ts";
import { defaultView } from "../view.ts";
import { filmFormat } from "./film/filmFormat.ts";
import { recordFilm } from "./film/recordFilm.ts";
import { createSlideFilm } from "./film/slideFilm.ts";
import { slideParts, slideSvg } from "./slideSvg.ts";
import type { SlideInput } from "./slideWords.ts";

const INPUT: SlideInput = {
  history: edgeHistory(900, 300),
  experiment: EXPERIMENT,
  view: defaultView(),
  compared: [],
  visible: null,
  title: "Six <spikes>",
  learningRate: 0.1,
  words: {
    stage: 3,
    heading: "Self-stabilization",
    kicker: "step 824",
    sentence: [
      "The oscillation is ",
      { text: "1.7 δ", curve: "gd" },
      ", past its balance point δ. It now pushes sharpness down, and the loss spikes.",
    ],
  },
  theme: "light",
  step: 824,
  link: "https://example.org/#v=1",
};

/** Show a drawing, and measure its words. @returns smallest type, and how far words stick out */
function measured(svg: string) {
  const host = document.createElement("div");
  host.style.position = "absolute";
  const drawing = new DOMParser().parseFromString(svg, "image/svg+xml").documentElement;
  host.append(document.adoptNode(drawing));
  document.body.append(host);
  const frame = host.getBoundingClientRect();
  const visible = [...host.querySelectorAll("text, tspan")].filter(
    (element) =>
      element.textContent !== "" &&
      element.closest('[visibility="hidden"], [aria-hidden]') === null,
  );
  const boxes = visible.map((element) => element.getBoundingClientRect());
  const result = {
    texts: visible.map(({ textContent }) => textContent ?? ""),
    lines: visible
      .filter((e) => e.localName === "text")
      .map(({ textContent }) => textContent ?? ""),
    smallest: Math.min(...visible.map((e) => Number.parseFloat(getComputedStyle(e).fontSize))),
    outside: Math.max(
      ...boxes.flatMap((box) => [
        frame.left - box.left,
        frame.top - box.top,
        box.right - frame.left - 1280,
        box.bottom - frame.top - 720,
      ]),
    ),
  };
  host.remove();
  return result;
}

const LONG = "A sentence that says at length what happened, and then a little more of it. ".repeat(
  4,
);

describe("the slide", () => {
  it("is 16:9, holds all its words, and none of them is small", () => {
    const svg = slideSvg(INPUT);
    const root = new DOMParser().parseFromString(svg, "image/svg+xml").documentElement;
    expect(root.getAttribute("viewBox")).toBe("0 0 1280 720");
    expect(svg).not.toMatch(/NaN|Infinity|undefined|var\(| style=/);
    const { texts, smallest, outside } = measured(svg);
    for (const word of ["Six <spikes>", "Self-stabilization", "step 824", "1.7 δ", "824", "0.1"]) {
      expect(texts, word).toContain(word);
    }
    expect(texts.some((text) => text.startsWith("Sharpness"))).toBe(true);
    expect(smallest).toBeGreaterThanOrEqual(20);
    expect(outside).toBeLessThanOrEqual(0);
  });

  it("holds a long title and a long sentence too, in both themes", () => {
    for (const theme of ["light", "dark"] as const) {
      const words = { ...INPUT.words, sentence: [LONG] };
      const long = { ...INPUT, theme, title: LONG.slice(0, 110), words, step: null };
      const { lines, smallest, outside } = measured(slideSvg(long));
      expect(lines.join("").replaceAll(" ", "")).toContain(LONG.trim().replaceAll(" ", ""));
      expect(smallest).toBeGreaterThanOrEqual(20);
      expect(outside).toBeLessThanOrEqual(0);
    }
    expect(slideSvg({ ...INPUT, theme: "dark" })).toContain("#4c98ff");
  });

  it("without what the run drew has titles and axes alone", () => {
    const { svg, empty } = slideParts(INPUT);
    expect(svg).toContain('stroke="#1d5fd1"');
    expect(empty).not.toContain("#1d5fd1");
    const { texts } = measured(empty);
    expect(texts.some((text) => text.startsWith("Sharpness"))).toBe(true);
    expect(texts).not.toContain("Self-stabilization");
  });
});

describe("the film", () => {
  /** The colour that the curve has on the canvas right of its middle. */
  const countBlue = (canvas: HTMLCanvasElement, from: number) => {
    const { data } = canvas.getContext("2d")!.getImageData(from, 60, canvas.width - from, 300);
    let count = 0;
    for (let i = 0; i < data.length; i += 4) {
      if (data[i]! < 60 && data[i + 1]! < 130 && data[i + 2]! > 180) count++;
    }
    return count;
  };

  it("draws from left to right and ends with the slide", async () => {
    const film = await createSlideFilm(INPUT, () => ({ heading: "Blow-up", learningRate: 0.1 }));
    film.draw(20);
    expect(countBlue(film.canvas, 0)).toBeGreaterThan(0);
    expect(countBlue(film.canvas, 640)).toBe(0);
    film.draw(film.frames - 1);
    expect(countBlue(film.canvas, 640)).toBeGreaterThan(0);
  });

  it("is a video of the length of its frames, and nothing when given up", async () => {
    const film = await createSlideFilm(INPUT, () => ({ heading: "", learningRate: 0.1 }), 0.25);
    const format = filmFormat((type) => MediaRecorder.isTypeSupported(type))!;
    const shares: number[] = [];
    const signal = new AbortController().signal;
    const onProgress = (share: number) => shares.push(share);
    const blob = await recordFilm({ ...film, frames: 40, format, onProgress, signal });
    expect(shares.at(-1)).toBe(1);
    expect(blob!.size).toBeGreaterThan(1000);
    const video = document.createElement("video");
    video.muted = true;
    video.src = URL.createObjectURL(blob!);
    await new Promise((resolve) => video.addEventListener("loadeddata", resolve, { once: true }));
    expect([video.videoWidth, video.videoHeight]).toEqual([320, 180]);
    // The file says no length: its end is where the player lands.
    video.currentTime = 1e6;
    await new Promise((resolve) => video.addEventListener("seeked", resolve, { once: true }));
    expect(video.currentTime).toBeGreaterThan(1);
    URL.revokeObjectURL(video.src);

    const cancel = new AbortController();
    const givenUp = recordFilm({
      ...film,
      format,
      onProgress: () => cancel.abort(),
      signal: cancel.signal,
    });
    expect(await givenUp).toBeNull();
  });
});
