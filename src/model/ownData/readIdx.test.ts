import { describe, expect, it } from "vitest";
import { FileFault } from "./fileFault.ts";
import { readIdx } from "./readIdx.ts";

describe("an IDX file", () => {
  it("has sizes in big-endian order, then its bytes", () => {
    const bytes = Uint8Array.of(0, 0, 8, 3, 0, 0, 0, 1, 0, 0, 0, 2, 0, 0, 0, 3, 1, 2, 3, 4, 5, 6);
    const { sizes, values } = readIdx(bytes);
    expect(sizes).toEqual([1, 2, 3]);
    expect([...values]).toEqual([1, 2, 3, 4, 5, 6]);
  });

  const faults: [bytes: number[], sentence: string][] = [
    [[], "its first bytes are not those of IDX: 0, 0, the type of its numbers."],
    [[0, 0, 13, 3], "byte 2, the type of its numbers, is 13; must be 8, unsigned bytes."],
    [
      [0, 0, 8, 200],
      "byte 3, the number of its dimensions, is 200; must be 3 for images or 1 for labels.",
    ],
    [[0, 0, 8, 3, 0, 0], "it has 6 bytes; its header alone has 16."],
    [[0, 0, 8, 1, 0, 0, 0, 0], "its header announces 0: nothing."],
    // As many as 2³¹ are announced; nothing is allocated for them.
    [
      [0, 0, 8, 1, 128, 0, 0, 0, 7],
      "it has 9 bytes; its header announces 2147483648, which makes 2147483656.",
    ],
    [
      [0, 0, 8, 3, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 7],
      "it has 17 bytes; its header announces 4294967295 × 4294967295 × 4294967295, which makes 7.9228162458924105e+28.",
    ],
  ];
  it.each(faults)("is refused when it is %j", (bytes, sentence) => {
    expect(() => readIdx(Uint8Array.from(bytes))).toThrow(new FileFault(sentence));
  });
});
