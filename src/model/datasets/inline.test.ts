import { describe, expect, it } from "vitest";
import { inlineDataset, nestedSize } from "./inline.ts";

describe("inline data", () => {
  it("flattens rows nested [channel][row][column] row-major", () => {
    const dataset = inlineDataset({
      kind: "inline",
      inputs: [
        [
          [
            [1, 2],
            [3, 4],
          ],
          [
            [5, 6],
            [7, 8],
          ],
        ],
        [
          [
            [9, 10],
            [11, 12],
          ],
          [
            [13, 14],
            [15, 16],
          ],
        ],
      ],
      targets: [
        [1, 0, 0],
        [0, 0.5, 1],
      ],
    });
    expect(dataset).toEqual({
      inputs: Float64Array.from({ length: 16 }, (_, i) => i + 1),
      targets: Float64Array.of(1, 0, 0, 0, 0.5, 1),
      samples: 2,
      inputSize: 8,
      outputSize: 3,
      image: { channels: 2, height: 2, width: 2 },
    });
  });

  it("counts the entries of a row", () => {
    expect(nestedSize([1, 2, 3])).toBe(3);
    expect(
      nestedSize([
        [1, 2, 3],
        [4, 5, 6],
      ]),
    ).toBe(6);
  });
});
