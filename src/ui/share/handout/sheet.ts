/** What a handout says of the run on screen. */
import { figureSvg } from "../../../charts/export/figureSvg.ts";
import { formatSignificant, formatStep } from "../../../charts/format.ts";
import { findPreset } from "../../../presets/knownPresets.ts";
import type { BackendReport } from "../../../protocol/backend.ts";
import { edgeFormula } from "../../../model/stability.ts";
import { experimentWords, learningRateWords } from "../../../share/experimentWords.ts";
import type { Page } from "../../page/page.ts";
import { lessonWords } from "../../lessons/lessonWords.ts";
import type { Story } from "../../story/story.ts";
import { comparedBehind, shownStep, storyAt } from "../shownStep.ts";

export interface Sheet {
  title: string;
  /** What to ask and to watch; empty where no preset says so. */
  questions: readonly string[];
  /** An SVG document. */
  figure: string;
  story: Story;
  settings: readonly { name: string; words: string }[];
  /** Where the run opens; null for another program's. */
  link: string | null;
}

/** In pixels: between the margins of A4 and of Letter. */
const FIGURE = { width: 676, height: 500 } as const;

/** The float64 engine is named after its precision. */
function computedBy({ name, precision }: BackendReport): string {
  return name === precision ? name : `${name}, ${precision}`;
}

/** The sheet as it is now; null where nothing was drawn. @param link as it was last written */
export function sheetOf(page: Page, link: string): Sheet | null {
  const { experiment, presetId, backend, file, status, showsRecording } =
    page.player.store.getState();
  const history = page.player.history();
  const head = history.length - 1;
  if (head < 0) return null;
  const { view } = page.viewStore.getState();
  const step = shownStep(page);
  const isForeign = status === "foreign";
  const preset = findPreset(presetId);
  const computed =
    backend === null || showsRecording || isForeign
      ? []
      : [{ name: "Computed", words: computedBy(backend) }];
  const lesson = lessonWords(page.lessons.getState());
  const ofRun = isForeign
    ? (file?.name ?? "Another program’s run")
    : (preset?.title ?? "Gradient descent at the edge of stability");
  const ofPreset = preset === undefined ? [] : [preset.question, preset.watch];
  return {
    title: lesson?.title ?? ofRun,
    questions: lesson === null ? ofPreset : lesson.question === null ? [] : [lesson.question],
    figure: figureSvg({
      history,
      experiment,
      view,
      panels: ["loss", "sharpness", "distance"],
      compared: comparedBehind(page),
      visible: page.figure()?.visibleSteps() ?? null,
      ...FIGURE,
      theme: "light",
      background: "transparent",
      caption: [],
    }),
    story: storyAt(page, step),
    settings: [
      ...(isForeign ? [] : [{ name: "Trains", words: experimentWords(experiment) }]),
      {
        name: "Step size",
        words: `η = ${learningRateWords(experiment, head)}; ${edgeFormula(experiment.optimizer)} = ${formatSignificant(history.lineAt(step), 4)} at step ${formatStep(step)}`,
      },
      { name: "Steps", words: formatStep(head) },
      ...computed,
    ],
    link: isForeign ? null : link,
  };
}
