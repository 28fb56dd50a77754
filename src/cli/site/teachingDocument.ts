/** docs/teaching.md: written from the presets and lessons themselves, so that it cannot fall behind. */
import type { LessonStep, Lesson } from "../../lessons/lesson.ts";
import { LESSONS } from "../../lessons/lessons.ts";
import { parseMarkup } from "../../lessons/markup.ts";
import type { Preset } from "../../presets/preset.ts";
import { PRESET_GROUPS, PRESETS } from "../../presets/presets.ts";

const INTRODUCTION = `# Teaching with it

Everything here runs in a browser, on the lecturer's machine and on a student's phone, without an account and
without a server. A preset opens on a figure that was recorded ahead, so that there is something to talk about
in the first second even on a machine that cannot train.

## Before the lecture

1. Open the page once on the machine you will use: from then on it opens without a network.
2. Choose what you need and share its link to yourself: the link holds the experiment, what is shown, the step
   it rests at, its speed and the part that is zoomed in to. Add \`lecture=1\` and it opens in large type.
3. Press ? for every key.

## In the lecture

L changes to lecture mode: large type, thick lines, no controls. Space plays and pauses, → makes one step, Z shows
the steps around the edge, O goes through the overlays, + and − change η while it runs, 1 to 9 open the first nine
presets, B blanks the screen. Hold Shift, or press P, to point with the mouse. Nothing in this mode opens a
dialog of the browser, and the display stays awake where the browser allows it.

Ask before you show. A link with \`at=60\` runs to step 60 and rests there, one with \`run=0\` waits at the start; neither
shows the recording, so that nothing gives the answer away. \`speed=30\` makes thirty steps a second, slow enough to
stop with Space where you want to ask. Lessons do all this by themselves.

## After the lecture

Share shows the link as a QR code that fills the screen, and lets you choose what the reader sees and may change.
It also saves slides, a film of the charts being drawn, a one-page handout and a file for classes where links do
not survive. [Links](links.md) has every key of a link, [Embedding](embedding.md) how to put a run into a page of
your own, [What every curve is](math.md) the mathematics.
`;

function opening(words: string, hash: string): string {
  return `[${words}](../#v=1&${hash})`;
}

/** A paragraph of a lesson without what only the page can fill in. */
function plain(paragraph: string): string {
  return parseMarkup(paragraph)
    .map((segment) => {
      if (segment.kind === "math")
        return segment.isDisplay ? `$${segment.tex}$.` : `$${segment.tex}$`;
      return segment.kind === "value" ? "…" : segment.text;
    })
    .join("");
}

function askedIn({ ask }: LessonStep): string[] {
  if (ask === undefined) return [];
  const choices = ask.choices.map(({ text }) => text).join(" / ");
  return [`- **${ask.question}** ${choices}. _${ask.body.map(plain).join(" ")}_`];
}

function lessonPart(lesson: Lesson, index: number): string {
  const { id, title, minutes, assumes, goal, steps } = lesson;
  return [
    `### ${index + 1}. ${title}`,
    `${goal} ${minutes} minutes. Assumes ${assumes}. ${opening("Open", `lesson=${id}.1`)}.`,
    `Steps: ${steps.map((step) => step.title.replace(/\.$/, "")).join(" · ")}`,
    steps.flatMap(askedIn).join("\n"),
  ].join("\n\n");
}

function presetPart({ id, title, question, watch, answers, teaching }: Preset): string {
  const place = PRESETS.findIndex((preset) => preset.id === id) + 1;
  const key = place <= 9 ? `, key ${place}` : "";
  return [
    `### ${title}`,
    `_${question}_ ${teaching.minutes} minutes${key}. ${opening("Open", `preset=${id}`)}.`,
    `Goal: ${teaching.goal}`,
    `Watch: ${watch}`,
    `It answers: ${answers}`,
    teaching.questions.map((each) => `- **${each.question}** ${each.answer}`).join("\n"),
  ].join("\n\n");
}

/** The whole document, in Markdown. */
export function teachingDocument(): string {
  const presets = PRESET_GROUPS.map(({ topic, presets: group }) =>
    [`## Presets: ${topic.toLowerCase()}`, ...group.map(presetPart)].join("\n\n"),
  );
  return `${[
    INTRODUCTION.trimEnd(),
    "## Lessons",
    "Guided texts that drive the instrument and wait for the reader. Space goes on, Backspace back, Esc leaves. Questions are answered by the run itself, never by the text alone.",
    ...LESSONS.map(lessonPart),
    ...presets,
  ].join("\n\n")}\n`;
}
