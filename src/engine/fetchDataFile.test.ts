import { afterEach, describe, expect, it, vi } from "vitest";
import { dataFileReader } from "./fetchDataFile.ts";

afterEach(() => {
  vi.unstubAllGlobals();
});

/** Serve these chunks, and count how many were taken. */
function serve(chunks: number[][], headers: Record<string, string> = {}) {
  const seen = { url: "", isCancelled: false };
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      const next = chunks.shift();
      if (next === undefined) controller.close();
      else controller.enqueue(Uint8Array.from(next));
    },
    cancel() {
      seen.isCancelled = true;
    },
  });
  vi.stubGlobal("fetch", (url: URL) => {
    seen.url = url.href;
    return Promise.resolve(new Response(body, { headers }));
  });
  return seen;
}

describe("a data file", () => {
  it("comes whole, in the order of its chunks, and says how far it is", async () => {
    const seen = serve([[1, 2], [3], [4, 5, 6]], { "content-length": "6" });
    const told: unknown[] = [];
    const read = dataFileReader("https://a.test/data/", (...bytes) => told.push(bytes));
    expect([...(await read("file.bin"))]).toEqual([1, 2, 3, 4, 5, 6]);
    expect(seen.url).toBe("https://a.test/data/file.bin");
    expect(told).toEqual([
      [0, 6],
      [2, 6],
      [3, 6],
      [6, 6],
    ]);
  });

  it("counts several files as one", async () => {
    const told: unknown[] = [];
    const read = dataFileReader("https://a.test/", (...bytes) => told.push(bytes), 2);
    serve([[1, 2], [3]], { "content-length": "3" });
    await read("0.bin");
    serve([[4, 5, 6, 7]], { "content-length": "4" });
    await read("1.bin");
    expect(told).toEqual([
      [0, 6],
      [2, 6],
      [3, 6],
      [3, 7],
      [7, 7],
    ]);
  });

  it("promises no total where the length is that of compressed bytes", async () => {
    serve([[1, 2]], { "content-length": "1", "content-encoding": "gzip" });
    const totals: unknown[] = [];
    await dataFileReader("https://a.test/", (_, total) => totals.push(total))("f.bin");
    expect(totals).toEqual([null, null]);
  });

  it("is downloaded no further once it is wanted no longer", async () => {
    const seen = serve([[1], [2], [3], [4]]);
    const read = dataFileReader("https://a.test/", (done) => {
      if (done === 2) throw new Error("another run has begun");
    });
    await expect(read("f.bin")).rejects.toThrow("another run has begun");
    expect(seen.isCancelled).toBe(true);
  });

  it("that is not there is an error with the server's answer", async () => {
    vi.stubGlobal("fetch", () => Promise.resolve(new Response(null, { status: 404 })));
    await expect(dataFileReader("https://a.test/")("f.bin")).rejects.toThrow("answered 404");
  });
});
