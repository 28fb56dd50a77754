import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readQr } from "./fixtures/qrReader.ts";
import { QUIET_ZONE, qrPath } from "./qrPath.ts";

/** The modules that a path of rectangles one unit high covers. */
function modulesOf(path: string, size: number): boolean[][] {
  const modules = Array.from({ length: size }, () => Array.from({ length: size }, () => false));
  const rest = path.replaceAll(/M(\d+) (\d+)h(\d+)v1h-(\d+)z/g, (_, x, y, across, back) => {
    expect(across).toBe(back);
    modules[Number(y)]!.fill(true, Number(x), Number(x) + Number(across));
    return "";
  });
  expect(rest).toBe("");
  return modules;
}

function withoutQuietZone(modules: boolean[][]): boolean[][] {
  const size = modules.length - 2 * QUIET_ZONE;
  const inner = modules
    .slice(QUIET_ZONE, QUIET_ZONE + size)
    .map((row) => row.slice(QUIET_ZONE, QUIET_ZONE + size));
  const count = (rows: boolean[][]) => rows.flat().filter(Boolean).length;
  // Nothing dark around it.
  expect(count(modules)).toBe(count(inner));
  return inner;
}

function read(text: string) {
  const { size, path } = qrPath(text);
  return readQr(withoutQuietZone(modulesOf(path, size)));
}

describe("the QR code of a link", () => {
  it("says the link, with four light modules around it and at least 15 % to spare", () => {
    const link = "https://university.github.io/brink/#v=1&preset=nudged&at=824&window=640-1113";
    const { text, level, version } = read(link);
    expect(text).toBe(link);
    expect(level).not.toBe("L");
    expect(version).toBeLessThanOrEqual(6);
  });

  it("says every text of up to 300 characters", () => {
    const link = fc.string({ unit: "binary-ascii", minLength: 1, maxLength: 300 });
    fc.assert(
      fc.property(link, (text) => {
        expect(read(`#${text}`).text).toBe(`#${text}`);
      }),
      { numRuns: 60 },
    );
  });

  it("refuses what no code can hold", () => {
    expect(() => qrPath("x".repeat(4000))).toThrow(/too long/i);
  });
});
