import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { BACKEND_NAMES } from "../../protocol/backend.ts";
import { parseBenchArguments } from "./benchArguments.ts";
import { SIZE_NAMES } from "./sizes.ts";

describe("arguments of bench", () => {
  test("without any, every size and every backend", () => {
    expect(parseBenchArguments([])).toEqual({
      json: null,
      isQuick: false,
      sizes: ["tiny", "wide100", "wide200", "small", "medium"],
      backends: null,
    });
  });

  test("all of them", () => {
    const args = ["--json", "out.json", "--quick", "--sizes", "small,tiny", "--backends", "wasm"];
    expect(parseBenchArguments(args)).toEqual({
      json: "out.json",
      isQuick: true,
      sizes: ["tiny", "small"],
      backends: ["wasm"],
    });
  });

  test.each([
    [["--sizes", "huge"], "--sizes: got huge, must be of tiny, wide100, wide200, small, medium"],
    [["--backends", "wasm,"], "--backends: got an empty name"],
    [["--fast"], "usage:"],
    [["tiny"], "usage:"],
    [["--json"], "usage:"],
  ])("%j is refused in one line", (args, message) => {
    expect(() => parseBenchArguments(args)).toThrow(message);
    expect(() => parseBenchArguments(args)).toThrow(/^[^\n]*$/);
  });

  test("lists keep their members, whatever their order and repetition", () => {
    const subset = <T>(names: readonly T[]) =>
      fc.array(fc.constantFrom(...names), { minLength: 1 });
    fc.assert(
      fc.property(subset(SIZE_NAMES), subset(BACKEND_NAMES), (sizes, backends) => {
        const parsed = parseBenchArguments([
          "--sizes",
          sizes.join(","),
          "--backends",
          backends.join(", "),
        ]);
        expect(new Set(parsed.sizes)).toEqual(new Set(sizes));
        expect(parsed.sizes).toHaveLength(new Set(sizes).size);
        expect(new Set(parsed.backends)).toEqual(new Set(backends));
      }),
    );
  });
});
