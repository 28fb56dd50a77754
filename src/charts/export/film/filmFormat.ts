/** What kind of film this browser can record. */
export interface FilmFormat {
  mimeType: string;
  ending: "webm" | "mp4";
}

/** The sharpest first; MP4 where there is nothing else. */
const FORMATS: readonly FilmFormat[] = [
  { mimeType: "video/webm;codecs=vp9", ending: "webm" },
  { mimeType: "video/webm;codecs=vp8", ending: "webm" },
  { mimeType: "video/webm", ending: "webm" },
  { mimeType: "video/mp4;codecs=avc1.640028", ending: "mp4" },
  { mimeType: "video/mp4", ending: "mp4" },
];

/** @returns null where the browser records nothing of this */
export function filmFormat(canRecord: (mimeType: string) => boolean): FilmFormat | null {
  return FORMATS.find(({ mimeType }) => canRecord(mimeType)) ?? null;
}

/** The format of this browser; null when it cannot record a canvas. */
export function browserFilmFormat(): FilmFormat | null {
  const canCapture =
    typeof MediaRecorder !== "undefined" && "captureStream" in HTMLCanvasElement.prototype;
  return canCapture ? filmFormat((type) => MediaRecorder.isTypeSupported(type)) : null;
}
