/** Traces from the page and from the command line, and how far they are apart. */
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { expect, type Page } from "@playwright/test";
import type { Trace } from "../../src/share/traceFile.ts";

type Columns = Trace["columns"];
type ColumnName = keyof Columns;

/** What `npm run trace` writes for an experiment file, in float64. */
export function traceFromCommand(file: string): Trace {
  const { stdout, stderr, status } = spawnSync("npm", ["run", "--silent", "trace", "--", file], {
    encoding: "utf8",
    maxBuffer: 1 << 28,
  });
  expect(status, stderr).toBe(0);
  return JSON.parse(stdout) as Trace;
}

/** What the page saves as JSON. */
export async function traceFromPage(page: Page): Promise<Trace> {
  const downloading = page.waitForEvent("download");
  await page.getByRole("button", { name: "Share" }).click();
  await page.getByRole("button", { name: "JSON trace" }).click();
  const path = await (await downloading).path();
  await page.keyboard.press("Escape");
  return JSON.parse(readFileSync(path, "utf8")) as Trace;
}

/** Deviations, which pass through zero: compared to their range. All others to their value. */
const SIGNED: readonly ColumnName[] = ["x", "y", "predictedX", "predictedY", "cubicX", "cubicY"];
/** Says how well the solver converged, not what the run did. */
const NOT_COMPARED: readonly ColumnName[] = ["sharpnessResidual"];

/** Largest difference of each column: of range for the signed ones, of value otherwise. */
export function columnDifferences(a: Columns, b: Columns): Record<string, number> {
  const names = Object.keys(b).filter((name) => !NOT_COMPARED.includes(name as ColumnName));
  return Object.fromEntries(
    names.map((name) => {
      const [left, right] = [a[name as ColumnName] ?? [], b[name as ColumnName] ?? []];
      expect(left.length, name).toBe(right.length);
      const known = right.filter((value) => value !== null);
      const range = Math.max(...known) - Math.min(...known);
      const differences = right.map((value, i) => {
        const other = left[i] ?? null;
        if (value === null || other === null) return value === other ? 0 : Infinity;
        if (value === other) return 0;
        return (
          Math.abs(other - value) / (SIGNED.includes(name as ColumnName) ? range : Math.abs(value))
        );
      });
      return [name, Math.max(0, ...differences)];
    }),
  );
}
