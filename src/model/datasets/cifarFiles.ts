/** Which of the shipped files of CIFAR-10 hold the images of an experiment. */
import type { CifarData } from "../experiment.ts";

/** Images of each class, 0 to 9, in each file: what is needed is known before anything is loaded. */
const CLASS_COUNTS: readonly (readonly number[])[] = [
  [102, 112, 99, 92, 99, 85, 107, 102, 99, 103],
  [100, 79, 104, 103, 115, 98, 100, 97, 104, 100],
  [97, 96, 119, 90, 97, 96, 105, 98, 105, 97],
  [97, 79, 98, 99, 111, 114, 102, 88, 99, 113],
  [109, 94, 99, 102, 97, 95, 105, 101, 113, 85],
];

function countIn(file: number, classes: CifarData["classes"]): number {
  const counts = CLASS_COUNTS[file] ?? [];
  return counts.reduce(
    (sum, count, label) => sum + (classes === null || classes.includes(label) ? count : 0),
    0,
  );
}

/** How many images of these classes ship with the app. */
export function cifarImageCount(classes: CifarData["classes"]): number {
  return CLASS_COUNTS.reduce((sum, _, file) => sum + countIn(file, classes), 0);
}

export interface CifarFiles {
  /** In order, in the app's data folder. */
  fileNames: readonly string[];
  /** Images of the chosen classes in the files before them. */
  before: number;
}

/** The files that have to be read, no more. */
export function cifarFiles({ classes, offset, samples }: CifarData): CifarFiles {
  const fileNames: string[] = [];
  let before = 0;
  let seen = 0;
  for (let file = 0; file < CLASS_COUNTS.length && seen < offset + samples; file++) {
    const count = countIn(file, classes);
    seen += count;
    if (seen <= offset) before += count;
    else fileNames.push(`cifar10-${file}.bin`);
  }
  return { fileNames, before };
}
