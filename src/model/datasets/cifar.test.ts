import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import type { CifarData } from "../experiment.ts";
import { cifarDataset } from "./cifar.ts";
import { decodeCifarBatch } from "./cifarBatch.ts";
import { cifarFiles, cifarImageCount } from "./cifarFiles.ts";
import { datasetSizes } from "./datasetSizes.ts";
import golden from "./fixtures/cifar.json" with { type: "json" };
import { dataFiles, loadDataset } from "./loadDataset.ts";

const FOLDER = new URL("../../../public/data/", import.meta.url);

async function readBinary(fileName: string): Promise<Uint8Array> {
  return new Uint8Array(await readFile(new URL(fileName, FOLDER)));
}

const all: CifarData = {
  kind: "cifar10",
  samples: 5000,
  offset: 0,
  classes: null,
  side: 32,
  targets: "one-hot",
};
const catsAndDogs: CifarData = { ...all, samples: 100, offset: 50, classes: [3, 5] };

/** Rows of the table of files in the README of the data. */
async function statedFigures() {
  const readme = await readFile(new URL("README.md", FOLDER), "utf8");
  return readme
    .split("\n")
    .filter((line) => line.startsWith("| `cifar10-"))
    .map((line) => {
      const [, name, bytes, counts, sums, sha256] = line.split("|").map((cell) => cell.trim());
      return {
        name: name!.replaceAll("`", ""),
        bytes: Number(bytes),
        counts: counts!.split(" ").map(Number),
        sums: sums!.split(" ").map(Number),
        sha256: sha256!.replaceAll("`", ""),
      };
    });
}

describe("the files of CIFAR-10 that ship with the app", () => {
  it("are what their README says", async () => {
    const stated = await statedFigures();
    expect(stated.map(({ name }) => name)).toEqual(dataFiles(all));
    for (const figures of stated) {
      const bytes = await readBinary(figures.name);
      const { count, pixels, labels } = decodeCifarBatch(bytes);
      const counts = Array.from({ length: 10 }, () => 0);
      labels.forEach((label) => counts[label]!++);
      const sums = [0, 0, 0];
      pixels.forEach((pixel, i) => {
        sums[Math.floor(i / 1024) % 3]! += pixel;
      });
      expect(count).toBe(1000);
      expect({
        name: figures.name,
        bytes: bytes.length,
        counts,
        sums,
        sha256: createHash("sha256").update(bytes).digest("hex"),
      }).toEqual(figures);
      // What the app knows ahead of the files.
      const file = dataFiles(all).indexOf(figures.name);
      const before = stated.slice(0, file).reduce((sum, { counts: c }) => sum + c[3]! + c[5]!, 0);
      const first = { ...catsAndDogs, offset: before, samples: 1 };
      expect(cifarFiles(first)).toEqual({ fileNames: [figures.name], before });
    }
    expect(cifarImageCount(null)).toBe(5000);
    expect(golden.labelCounts.map((_, label) => cifarImageCount([label]))).toEqual(
      golden.labelCounts,
    );
  });

  it("have the labels and pixels of an independent decoding", async () => {
    const { labels, pixels } = decodeCifarBatch(await readBinary("cifar10-0.bin"));
    expect([...labels.subarray(0, 20)]).toEqual(golden.firstLabels);
    expect([...pixels.subarray(0, 10)]).toEqual(golden.firstRedPixels);
  });
});

describe("CIFAR-10 as a training set", () => {
  it("is standardised per channel as an independent computation has it", async () => {
    const { inputs, targets, ...sizes } = await loadDataset(catsAndDogs, readBinary);
    expect(sizes).toEqual({
      samples: 100,
      inputSize: 3072,
      outputSize: 2,
      image: { channels: 3, height: 32, width: 32 },
    });
    for (const { row, entry, value } of golden.catsAndDogs.entries) {
      expect(inputs[row * 3072 + entry]).toBeCloseTo(value, 12);
    }
    golden.catsAndDogs.firstLabels.forEach((label, i) => {
      expect([...targets.subarray(2 * i, 2 * i + 2)]).toEqual(label === 3 ? [1, 0] : [0, 1]);
    });
    // With the independent mean and deviation every value is a whole grey level again.
    golden.catsAndDogs.mean.forEach((mean, channel) => {
      const deviation = golden.catsAndDogs.deviation[channel]!;
      const block = Array.from({ length: 100 }, (_, i) =>
        inputs.subarray(i * 3072 + channel * 1024, i * 3072 + (channel + 1) * 1024),
      ).flatMap((values) => [...values]);
      const grey = block.map((value) => (value * deviation + mean) * 255);
      expect(Math.max(...grey.map((value) => Math.abs(value - Math.round(value))))).toBeLessThan(
        1e-9,
      );
    });
  });

  it("is pooled before it is standardised", async () => {
    const source: CifarData = { ...catsAndDogs, side: 8, targets: "sign" };
    const { inputs, targets, inputSize } = await loadDataset(source, readBinary);
    expect(inputSize).toBe(192);
    for (const { row, entry, value } of golden.pooled.entries) {
      expect(inputs[row * 192 + entry]).toBeCloseTo(value, 12);
    }
    const { mean, deviation } = golden.pooled;
    const pixels = Uint8Array.from(inputs, (value, i) => {
      const channel = Math.floor(i / 64) % 3;
      return Math.round((value * deviation[channel]! + mean[channel]!) * 255);
    });
    expect(createHash("sha256").update(pixels).digest("hex")).toBe(golden.pooled.sha256);
    expect([...targets.subarray(0, 12)]).toEqual(
      golden.catsAndDogs.firstLabels.map((label) => (label === 3 ? -1 : 1)),
    );
  });

  it("reads no file that it does not need, and has the sizes known beforehand", async () => {
    const read: string[] = [];
    const source: CifarData = {
      ...all,
      offset: 1998,
      samples: 4,
      side: 16,
      classes: [9, 8, 7, 6, 5, 4, 3, 2, 1, 0],
    };
    const dataset = await loadDataset(source, (name) => {
      read.push(name);
      return readBinary(name);
    });
    expect(read).toEqual(["cifar10-1.bin", "cifar10-2.bin"]);
    expect(dataset).toMatchObject(datasetSizes(source));
    // The k-th output is the k-th class of the list.
    const label = decodeCifarBatch(await readBinary("cifar10-1.bin")).labels[998]!;
    expect(dataset.targets.subarray(0, 10).indexOf(1)).toBe(9 - label);
  });

  it("has zeros for a channel without any contrast", () => {
    const grey = decodeCifarBatch(new Uint8Array(2 * 3073).fill(3));
    const { inputs } = cifarDataset({ ...all, samples: 2 }, [grey], 0);
    expect(inputs.every((value) => value === 0)).toBe(true);
  });

  it("reports a file that is cut short or has a label that does not exist", async () => {
    const whole = await readBinary("cifar10-0.bin");
    const load = (bytes: Uint8Array) => loadDataset(catsAndDogs, async () => bytes);
    await expect(load(whole.subarray(0, 5000))).rejects.toThrow(
      "The data file cifar10-0.bin cannot be used: it has 5000 bytes; a CIFAR-10 batch has a multiple of 3073, one byte of label and 3072 of pixels an image.",
    );
    const wrong = whole.slice();
    wrong[3073] = 10;
    await expect(load(wrong)).rejects.toThrow(
      "byte 3073, the label of image 1, is 10; labels are 0 to 9.",
    );
  });
});
