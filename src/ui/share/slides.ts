/** The drawn run as a slide and as a film of it. */
import { formatStep } from "../../charts/format.ts";
import { figurePng } from "../../charts/export/figurePng.ts";
import { browserFilmFormat } from "../../charts/export/film/filmFormat.ts";
import { recordFilm } from "../../charts/export/film/recordFilm.ts";
import { createSlideFilm } from "../../charts/export/film/slideFilm.ts";
import { slideSvg } from "../../charts/export/slideSvg.ts";
import { SLIDE, type SlideInput } from "../../charts/export/slideWords.ts";
import { findPreset } from "../../presets/knownPresets.ts";
import { learningRateAt } from "../../session/learningRates.ts";
import { experimentWords } from "../../share/experimentWords.ts";
import { lessonWords } from "../lessons/lessonWords.ts";
import { lectureView } from "../lecture/overlayLevel.ts";
import type { Page } from "../page/page.ts";
import type { Theme } from "../page/theme.ts";
import { download } from "./download.ts";
import { comparedBehind, shownStep, storyAt } from "./shownStep.ts";

/** Pixels of a PNG per pixel of the slide: as sharp as a projector of 4K. */
const PNG_SCALE = 3;

/** What the run is called: its preset, its file, or what is trained. */
function titleOf(page: Page): string {
  const { presetId, file, experiment, status } = page.player.store.getState();
  if (status === "foreign") return file?.name ?? "Another program’s run";
  return findPreset(presetId)?.title ?? experimentWords(experiment);
}

/** The slide of what is on screen: the steps shown, and the sentence of the step looked at. */
export async function slideOf(page: Page, theme: Theme): Promise<SlideInput> {
  const { experiment, status } = page.player.store.getState();
  const history = page.player.history();
  const { playhead, view } = page.viewStore.getState();
  const step = shownStep(page);
  const story = storyAt(page, step);
  const lesson = lessonWords(page.lessons.getState());
  const asked = lesson === null || lesson.question === null ? null : [lesson.question];
  const learningRate = history.at("learningRate", step);
  return {
    history,
    experiment,
    view: lectureView(view, null),
    compared: comparedBehind(page),
    visible: page.figure()?.visibleSteps() ?? null,
    title: lesson?.title ?? titleOf(page),
    learningRate: Number.isFinite(learningRate) ? learningRate : learningRateAt(experiment, step),
    words: {
      stage: story.stage,
      heading: story.heading,
      kicker: `step ${formatStep(step)}`,
      sentence: asked ?? story.paragraphs[0] ?? [],
    },
    theme,
    step: playhead,
    link: status === "foreign" ? "" : await page.address.link(),
  };
}

function fileName(page: Page, ending: string): string {
  const { presetId } = page.player.store.getState();
  return `brink-slide-${presetId ?? "run"}-${page.player.history().length - 1}.${ending}`;
}

export async function saveSlideSvg(page: Page, theme: Theme): Promise<void> {
  const svg = slideSvg(await slideOf(page, theme));
  download(fileName(page, "svg"), new Blob([svg], { type: "image/svg+xml" }));
}

export async function saveSlidePng(page: Page, theme: Theme): Promise<void> {
  const svg = slideSvg(await slideOf(page, theme));
  download(fileName(page, "png"), await figurePng(svg, { ...SLIDE, scale: PNG_SCALE }));
}

export interface FilmWatcher {
  /** @param share recorded so far, up to 1 */
  onProgress: (share: number) => void;
  signal: AbortSignal;
}

/**
 * Record the run being drawn and save it, unless the signal gives it up.
 * @throws Error with a sentence when the browser cannot record.
 */
export async function saveFilm(page: Page, theme: Theme, watcher: FilmWatcher): Promise<void> {
  const format = browserFilmFormat();
  if (format === null) {
    throw new Error(
      "This browser cannot record a film. Save the slide, or open the link in another.",
    );
  }
  const { experiment } = page.player.store.getState();
  const history = page.player.history();
  const film = await createSlideFilm(await slideOf(page, theme), (step) => {
    const learningRate = history.at("learningRate", step);
    return {
      heading: storyAt(page, step).heading,
      learningRate: Number.isFinite(learningRate) ? learningRate : learningRateAt(experiment, step),
    };
  });
  const blob = await recordFilm({ ...film, format, ...watcher });
  if (blob !== null) download(fileName(page, format.ending).replace("slide", "film"), blob);
}
