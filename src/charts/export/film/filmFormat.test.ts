import { expect, it } from "vitest";
import { filmFormat } from "./filmFormat.ts";

it("prefers WebM, takes MP4 where only that can be recorded, and says when nothing can", () => {
  expect(filmFormat(() => true)).toEqual({ mimeType: "video/webm;codecs=vp9", ending: "webm" });
  expect(filmFormat((type) => type.startsWith("video/mp4"))?.ending).toBe("mp4");
  expect(filmFormat((type) => type === "video/webm")?.mimeType).toBe("video/webm");
  expect(filmFormat(() => false)).toBeNull();
});
