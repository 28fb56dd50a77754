import katex from "katex";
import { describe, expect, it } from "vitest";
import { parseExperiment } from "../model/parseExperiment.ts";
import { endOf, type LessonStep } from "./lesson.ts";
import { findLesson, LESSONS } from "./lessons.ts";
import { parseMarkup } from "./markup.ts";

const STEPS = LESSONS.flatMap(({ id, steps }) =>
  steps.map((step) => [`${id}: ${step.title}`, step] as const),
);

const paragraphsOf = ({ body, ask }: LessonStep) => [...body, ...(ask?.body ?? [])];

describe("lessons", () => {
  it("have ids that are unique and fit a link, and 4 to 8 steps", () => {
    expect(new Set(LESSONS.map(({ id }) => id)).size).toBe(LESSONS.length);
    for (const { id, steps } of LESSONS) {
      expect(id).toMatch(/^[a-z]+(-[a-z]+)*$/);
      expect(steps.length).toBeGreaterThanOrEqual(4);
      expect(steps.length).toBeLessThanOrEqual(8);
      expect(new Set(steps.map((step) => step.id)).size).toBe(steps.length);
    }
    expect(findLesson(null)).toBeUndefined();
    expect(findLesson(LESSONS[0]!.id)).toBe(LESSONS[0]);
  });

  it("say what for, how long they take and what they assume", () => {
    for (const { goal, minutes, assumes } of LESSONS) {
      expect(goal).toMatch(/^[A-Z][^.]*\.$/);
      expect(minutes).toBeGreaterThan(2);
      expect(assumes).not.toMatch(/^[A-Z]|\.$/);
    }
  });

  it.each(STEPS)("%s: its text can be read, TeX included", (_, step) => {
    const paragraphs = paragraphsOf(step);
    expect(paragraphs.length).toBeGreaterThan(0);
    const formulas = paragraphs
      .flatMap(parseMarkup)
      .flatMap((segment) => (segment.kind === "math" ? [segment.tex] : []));
    for (const tex of formulas) {
      // Only read here, so that an unknown command is found; the page sets it.
      expect(() => katex.renderToString(tex, { strict: "error" })).not.toThrow();
    }
  });

  it.each(STEPS)("%s: short paragraphs, no mark left in a title or a question", (_, step) => {
    for (const paragraph of paragraphsOf(step)) expect(paragraph.length).toBeLessThan(420);
    const { title, ask } = step;
    for (const text of [title, ask?.question ?? "", ...(ask?.choices ?? []).map((c) => c.text)]) {
      expect(text).not.toMatch(/[${}[\]]/);
    }
  });

  it.each(STEPS)("%s: its experiments are complete, and its steps in reach of them", (_, step) => {
    for (const { experiment, to, window } of [step, endOf(step)]) {
      expect(parseExperiment(experiment)).toEqual({ ok: true, experiment });
      expect(Number.isInteger(to) && to >= 0).toBe(true);
      const { from, to: end } = window ?? { from: 0, to: Infinity };
      expect(from < end && to >= from && to <= end).toBe(true);
    }
  });

  it("ask questions with two to four answers", () => {
    const asked = STEPS.flatMap(([, { ask }]) => (ask === undefined ? [] : [ask]));
    expect(asked.length).toBeGreaterThanOrEqual(LESSONS.length);
    for (const { choices, question } of asked) {
      expect(question).toMatch(/\?$/);
      expect(choices.length).toBeGreaterThanOrEqual(2);
      expect(choices.length).toBeLessThanOrEqual(4);
    }
  });

  it.each(STEPS)("%s: claims something", (_, step) => {
    expect(step.expect.length).toBeGreaterThan(0);
  });
});
