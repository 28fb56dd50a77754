/** Frames on a canvas as a video, by the browser's own recorder. */
import type { FilmFormat } from "./filmFormat.ts";

export const FRAMES_PER_SECOND = 30;
const BITS_PER_SECOND = 6_000_000;

export interface FilmOptions {
  canvas: HTMLCanvasElement;
  format: FilmFormat;
  frames: number;
  /** Draw a frame onto the canvas. */
  draw: (frame: number) => void;
  /** @param share of the frames recorded so far, up to 1 */
  onProgress: (share: number) => void;
  signal: AbortSignal;
}

const until = (time: number) =>
  new Promise<void>((resolve) => {
    setTimeout(resolve, Math.max(0, time - performance.now()));
  });

/**
 * Record a fixed number of frames. The recorder takes the time of day for the time of the film, so frames
 * are given to it at their own pace: recording takes as long as the film. In a hidden window browsers slow
 * that down, and the film with it.
 * @returns null when it was given up by the signal
 * @throws Error with a sentence when the browser ends the recording
 */
export async function recordFilm(options: FilmOptions): Promise<Blob | null> {
  const { canvas, format, frames, draw, onProgress, signal } = options;
  draw(0);
  const stream = canvas.captureStream(FRAMES_PER_SECOND);
  const { mimeType } = format;
  const recorder = new MediaRecorder(stream, { mimeType, videoBitsPerSecond: BITS_PER_SECOND });
  const parts: Blob[] = [];
  recorder.addEventListener("dataavailable", ({ data }) => {
    parts.push(data);
  });
  const ended = new Promise<void>((resolve, reject) => {
    recorder.addEventListener("stop", () => {
      resolve();
    });
    recorder.addEventListener("error", () => {
      reject(new Error("The browser ended the recording. Close other windows and try again."));
    });
  });
  try {
    recorder.start();
    const start = performance.now();
    for (let frame = 0; frame < frames && !signal.aborted; frame++) {
      draw(frame);
      onProgress((frame + 1) / frames);
      await Promise.race([until(start + (1000 * (frame + 1)) / FRAMES_PER_SECOND), ended]);
    }
    if (recorder.state !== "inactive") recorder.stop();
    await ended;
  } finally {
    for (const track of stream.getTracks()) track.stop();
  }
  return signal.aborted ? null : new Blob(parts, { type: mimeType.split(";")[0] ?? mimeType });
}
