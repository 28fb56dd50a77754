import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import type { ImageData } from "../experiment.ts";
import { datasetSizes } from "./datasetSizes.ts";
import golden from "./fixtures/mnistPooled.json" with { type: "json" };
import { decodeImageFile, poolImage } from "./images.ts";
import { IMAGE_FILES, loadDataset } from "./loadDataset.ts";

const FOLDER = new URL("../../../public/data/", import.meta.url);

async function readBinary(fileName: string): Promise<Uint8Array> {
  return new Uint8Array(await readFile(new URL(fileName, FOLDER)));
}

const mnist: ImageData = {
  kind: "mnist",
  samples: 200,
  offset: 0,
  side: 7,
  scale: golden.scale,
  targets: "one-hot",
};

/** Figures that the README of the data states for a file. */
async function statedFigures(fileName: string) {
  const readme = await readFile(new URL("README.md", FOLDER), "utf8");
  const line = readme.split("\n").find((text) => text.startsWith(`| \`${fileName}\``));
  const [, , bytes, labelCounts, pixelSum, sha256] = line!.split("|").map((cell) => cell.trim());
  return {
    bytes: Number(bytes),
    labelCounts: labelCounts!.split(" ").map(Number),
    pixelSum: Number(pixelSum),
    sha256: sha256!.replaceAll("`", ""),
  };
}

describe("the image files that ship with the app", () => {
  it.each(Object.values(IMAGE_FILES))("%s is what its README says", async (fileName) => {
    const bytes = await readBinary(fileName);
    const { count, rows, columns, pixels, labels } = decodeImageFile(bytes);
    expect([count, rows, columns]).toEqual([2000, 28, 28]);
    const labelCounts = Array.from({ length: 10 }, () => 0);
    labels.forEach((label) => labelCounts[label]!++);
    expect({
      bytes: bytes.length,
      labelCounts,
      pixelSum: pixels.reduce((sum, pixel) => sum + pixel, 0),
      sha256: createHash("sha256").update(bytes).digest("hex"),
    }).toEqual(await statedFigures(fileName));
  });
});

describe("image data sets", () => {
  it("reproduce an independent 7×7 pooling of MNIST pixel by pixel", async () => {
    const { inputs, targets } = await loadDataset(mnist, readBinary);
    const pixels = Uint8Array.from(inputs, (input) => Math.round((input / golden.scale) * 255));
    expect(createHash("sha256").update(pixels).digest("hex")).toBe(golden.sha256);
    const first = Buffer.from(golden.pixelsBase64, "base64");
    first.forEach((pixel, i) => {
      expect(inputs[i]).toBe((pixel / 255) * golden.scale);
    });
    golden.labels.forEach((label, i) => {
      const oneHot = Array.from({ length: 10 }, (_, k) => (k === label ? 1 : 0));
      expect([...targets.subarray(10 * i, 10 * i + 10)]).toEqual(oneHot);
    });
  });

  it("start at the offset and turn labels into parity", async () => {
    const source: ImageData = { ...mnist, offset: 3, samples: 20, targets: "parity" };
    const dataset = await loadDataset(source, readBinary);
    expect([...dataset.targets]).toEqual(
      golden.labels.slice(3, 23).map((label) => (label % 2 === 1 ? 1 : -1)),
    );
    const whole = await loadDataset(mnist, readBinary);
    expect(dataset.inputs).toEqual(whole.inputs.subarray(3 * 49, 23 * 49));
  });

  it.each([7, 14, 28] as const)("have the sizes known beforehand at side %i", async (side) => {
    for (const kind of ["mnist", "fashion-mnist"] as const) {
      const source: ImageData = { ...mnist, kind, side, offset: 1990, samples: 10 };
      const dataset = await loadDataset(source, readBinary);
      expect(dataset).toMatchObject(datasetSizes(source));
      expect(dataset.inputs).toHaveLength(10 * side * side);
      expect(dataset.targets).toHaveLength(100);
    }
  });

  it("round averages half up", () => {
    const image = Uint8Array.of(0, 1, 255, 255, 0, 1, 255, 254, 3, 3, 0, 0, 3, 3, 1, 0);
    expect([...poolImage(image, 4, 2)]).toEqual([1, 255, 3, 0]);
  });
});

describe("a data file that cannot be used", () => {
  const load = (bytes: () => Promise<Uint8Array>, source = mnist) => loadDataset(source, bytes);

  it("is reported when missing", async () => {
    await expect(load(() => Promise.reject(new Error("404 Not Found.")))).rejects.toThrow(
      "The data file mnist-2000.bin could not be read: 404 Not Found.",
    );
  });

  it("is reported when it is something else", async () => {
    await expect(load(async () => new TextEncoder().encode("<!doctype html>"))).rejects.toThrow(
      "The data file mnist-2000.bin cannot be used: it is not an image file of this app.",
    );
  });

  it("is reported when cut short", async () => {
    const whole = await readBinary(IMAGE_FILES.mnist);
    await expect(load(async () => whole.subarray(0, 5000))).rejects.toThrow(
      "The data file mnist-2000.bin cannot be used: it has 5000 bytes instead of the 1570016 its header announces.",
    );
  });

  it("is reported when it holds too few images", async () => {
    const source: ImageData = { ...mnist, samples: 2001 };
    await expect(load(() => readBinary(IMAGE_FILES.mnist), source)).rejects.toThrow(
      "it holds 2000 images, the experiment asks for 2001 from image 0 on.",
    );
  });
});
