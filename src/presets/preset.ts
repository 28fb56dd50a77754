import type { Part, View } from "../charts/view.ts";
import type { Experiment } from "../model/experiment.ts";

/** What a lecturer gets with a preset, beside what it shows. */
export interface Teaching {
  /** What the listeners can do afterwards, one sentence. */
  goal: string;
  /** How long it takes with the questions. */
  minutes: number;
  questions: readonly { question: string; answer: string }[];
}

/** A prepared experiment. Its id and what it runs are frozen once published: links name them. */
export interface Preset {
  id: string;
  title: string;
  /** What it is asked, as a question. */
  question: string;
  /** What to watch, one sentence. */
  watch: string;
  /** What it answers, one sentence. */
  answers: string;
  experiment: Experiment;
  /** How it is best seen, where that differs from the default view. */
  view?: Partial<View>;
  /** Parts of the page that it does without. */
  hide?: readonly Part[];
  /** Of the paper's own size: hours on a processor, so that it has no recording and waits for Play. */
  isPaperSize?: true;
  /** Steps per second, where it is to be seen slowed down. */
  speed?: number;
  teaching: Teaching;
}
