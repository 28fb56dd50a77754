import { readFile } from "node:fs/promises";
import { format } from "prettier";
import { expect, it } from "vitest";
import { LESSONS } from "../../lessons/lessons.ts";
import { PRESETS } from "../../presets/presets.ts";
import { teachingDocument } from "./teachingDocument.ts";

it("is what the presets and lessons say: npm run teaching writes it anew", async () => {
  const written = await readFile(new URL("../../../docs/teaching.md", import.meta.url), "utf8");
  expect(written).toBe(await format(teachingDocument(), { parser: "markdown", printWidth: 100 }));
});

it("has goal, minutes and answered questions of every preset, and a link to every lesson", () => {
  const document = teachingDocument();
  for (const { id, title, teaching } of PRESETS) {
    expect(document).toContain(`### ${title}\n`);
    expect(document).toContain(`(../#v=1&preset=${id})`);
    expect(document).toContain(`Goal: ${teaching.goal}`);
    for (const { question, answer } of teaching.questions) {
      expect(document).toContain(`- **${question}** ${answer}`);
    }
  }
  for (const { id, goal, steps } of LESSONS) {
    expect(document).toContain(`(../#v=1&lesson=${id}.1)`);
    expect(document).toContain(goal);
    for (const { ask } of steps) expect(document).toContain(ask?.question ?? "");
  }
});
