import { readFile } from "node:fs/promises";
import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { FileFault } from "./fileFault.ts";
import { gunzip } from "./gunzip.ts";
import { readFiles } from "./readFiles.ts";

const text = (content: string) => new TextEncoder().encode(content);
const idx = (sizes: number[], values: number[]) =>
  Uint8Array.of(0, 0, 8, sizes.length, ...sizes.flatMap((size) => [0, 0, 0, size]), ...values);
const packed = (bytes: Uint8Array) => Uint8Array.from(gzipSync(bytes));

const images = { name: "images", bytes: idx([2, 1, 2], [1, 2, 3, 4]) };
const labels = { name: "labels", bytes: packed(idx([2], [7, 9])) };

describe("files of one's own", () => {
  it("are images and labels of IDX in either order, gzipped or not", async () => {
    const rows = {
      kind: "images",
      count: 2,
      channels: 1,
      height: 1,
      width: 2,
      pixels: Uint8Array.of(1, 2, 3, 4),
      labels: Uint8Array.of(7, 9),
    };
    expect(await readFiles([images, labels])).toEqual({ format: "idx", rows, order: [0, 1] });
    expect(await readFiles([labels, images])).toEqual({ format: "idx", rows, order: [1, 0] });
  });

  it("are batches of CIFAR-10, as the app's own", async () => {
    const bytes = await readFile(new URL("../../../public/data/cifar10-0.bin", import.meta.url));
    const { format, rows } = await readFiles([{ name: "a", bytes: Uint8Array.from(bytes) }]);
    expect(format).toBe("cifar10");
    expect(rows).toMatchObject({ kind: "images", count: 1000, channels: 3, height: 32, width: 32 });
  });

  it("are CSV, also gzipped", async () => {
    const { format, rows } = await readFiles([{ name: "a", bytes: packed(text("x,y\n1,2")) }]);
    expect(format).toBe("csv");
    expect(rows).toMatchObject({ kind: "table", count: 1 });
  });

  const csv = { name: "a.csv", bytes: text("1,2") };
  it.each([
    [
      [{ name: "<img>", bytes: text("x,y\n1") }],
      'The file "<img>" cannot be used: line 2: got 1 fields',
    ],
    [[{ name: "a\nb", bytes: text("") }], 'The file "a\uFFFDb" cannot be used: it is empty'],
    [
      [{ name: "a", bytes: Uint8Array.of(1, 2, 3) }],
      'The file "a" cannot be used: it has 3 bytes; a CIFAR-10 batch has a multiple of 3073',
    ],
    [
      [{ name: "a", bytes: Uint8Array.of(0x1f, 0x8b, 8, 0) }],
      "it is damaged: gzip breaks off after 0 bytes.",
    ],
    [[{ name: "a", bytes: packed(text("1,2")).subarray(0, 15) }], "it is damaged: gzip breaks off"],
    [[csv, csv], "Several files are read together only as images and labels of IDX"],
    [[images, csv], "Several files are read together only as images and labels of IDX"],
    [[images, images], "IDX takes one file of images and one of labels"],
    [[images, labels, labels], "IDX takes one file of images and one of labels"],
    [
      [images, { name: "short", bytes: idx([1], [7]) }],
      'The files "images" and "short" cannot be used together: there are 2 images and 1 labels; there must be as many.',
    ],
    [[], "There is no file."],
  ])("are refused with a sentence: case %#", async (files, sentence) => {
    const fault = await readFiles(files).catch((error: unknown) => error);
    expect(fault).toBeInstanceOf(FileFault);
    expect((fault as FileFault).message).toContain(sentence);
  });

  it("say that one of IDX wants the other", async () => {
    const alone = await readFiles([images]).catch((error: unknown) => error);
    expect(alone).toMatchObject({ wantsPartner: true });
    expect((alone as FileFault).message).toContain("add the file of labels");
    await expect(readFiles([labels])).rejects.toThrow("add the file of images");
  });

  it("are unpacked no further than they may be", async () => {
    const zeros = packed(new Uint8Array(5e6));
    expect(zeros.length).toBeLessThan(1e4);
    await expect(gunzip(zeros, 1e6)).rejects.toThrow("unpacked it has more than 1000000 bytes");
    expect(await gunzip(zeros, 5e6)).toHaveLength(5e6);
  });
});
