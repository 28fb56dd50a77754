/** Time of a redraw of the figure; runs in the page. */
import { createFigure } from "../../charts/figure.ts";
import {
  batchOf,
  edgeHistory,
  edgeRow,
  EXPERIMENT,
} from "../../charts/fixtures/syntheticHistory.ts";
import { defaultView } from "../../charts/view.ts";
import "../../styles/tokens.css";
import { median } from "./sampling.ts";

const STEPS = 100_000;
const EDGE = 400;
/** What arrives between two frames of a fast run. */
const BATCH = 30;
/** Redraws before the code is warm. */
const WARM_UP = 5;

/**
 * Script time in ms of one redraw of a run of 100,000 steps, median: another batch is appended,
 * and everything is drawn again at the size the figure has in a window of 1440 × 900.
 */
export async function measureRedraw(samples: number): Promise<number> {
  const container = document.createElement("div");
  Object.assign(container.style, { width: "832px", height: "732px" });
  document.body.append(container);
  const frames = timeFrames();
  const figure = createFigure(container, {
    onCrosshair: () => undefined,
    onNavigation: () => undefined,
    onPlayhead: () => undefined,
  });
  const history = edgeHistory(STEPS, EDGE);
  figure.setView(defaultView());
  figure.setHistory(history, EXPERIMENT);
  // The overview strip comes after the first frame, and is a part of what is drawn.
  while (container.querySelector(".overview-playhead") === null) {
    await new Promise((resolve) => requestAnimationFrame(resolve));
  }
  await frames.next();
  const times: number[] = [];
  for (let i = 0; i < WARM_UP + samples; i++) {
    const rows = Array.from({ length: BATCH }, (_, j) => edgeRow(history.length + j, EDGE));
    history.append(batchOf(history.length, rows));
    figure.markDirty();
    times.push(await frames.next());
  }
  figure.destroy();
  container.remove();
  return median(times.slice(WARM_UP));
}

/** Gives the script time of the next animation frame callback that is requested or due. */
function timeFrames(): { next(): Promise<number> } {
  const request = window.requestAnimationFrame.bind(window);
  let finished: (ms: number) => void = () => undefined;
  window.requestAnimationFrame = (callback) =>
    request((time) => {
      const started = performance.now();
      callback(time);
      finished(performance.now() - started);
    });
  return { next: () => new Promise((resolve) => (finished = resolve)) };
}
