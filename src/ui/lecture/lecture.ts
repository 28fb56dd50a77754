/** What a presenter does, and what the room is shown of it besides the run. */
import { createStore, type StoreApi } from "zustand";
import type { Figure } from "../../charts/figure.ts";
import { formatSignificant } from "../../charts/format.ts";
import { loadPresets } from "../../presets/knownPresets.ts";
import { edgeFormula, isAdaptive } from "../../model/stability.ts";
import { edgeStepsOf } from "../../session/edgeSteps.ts";
import { learningRateAt } from "../../session/learningRates.ts";
import type { Page } from "../page/page.ts";
import { stepBack, stepForward } from "../transport/travel.ts";
import { edgeWindow } from "./edgeWindow.ts";
import { nextLevel, type OverlayLevel } from "./overlayLevel.ts";
import { nextLearningRate } from "./rateGrid.ts";

/** Said in large type for a moment. */
export interface Announcement {
  text: string;
  /** A longer line below it. */
  below: string;
}

export interface LectureState {
  level: OverlayLevel;
  isBlank: boolean;
  hasLaser: boolean;
  said: Announcement | null;
}

/** A word is read in a moment, a question takes longer. */
const WORD_MS = 1200;
const SENTENCE_MS = 5000;

/** Steps per second that S goes through. */
const SPEEDS = [60, 20, 5];

const LEVEL_WORDS = {
  none: "Descent alone",
  prediction: "With the prediction",
  all: "All overlays",
} as const;

export type Lecture = ReturnType<typeof createLecture>;

export function createLecture(page: Page) {
  const { player, viewStore } = page;
  const store: StoreApi<LectureState> = createStore<LectureState>()(() => ({
    level: null,
    isBlank: false,
    hasLaser: false,
    said: null,
  }));
  let figure: Figure | null = null;
  let isZoomed = false;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function say(text: string, below = ""): void {
    clearTimeout(timer);
    store.setState({ said: { text, below } });
    timer = setTimeout(
      () => {
        store.setState({ said: null });
      },
      below === "" ? WORD_MS : SENTENCE_MS,
    );
  }

  function shownStep(): number {
    return viewStore.getState().playhead ?? player.history().length - 1;
  }

  /** Whether the link leaves the run to itself; the room is told. */
  function refusesRun(): boolean {
    const isFixed = viewStore.getState().lock.includes("transport");
    if (isFixed) say("Fixed", "The link leaves the run to itself.");
    return isFixed;
  }

  return {
    store,
    setFigure: (shown: Figure | null): void => {
      figure = shown;
    },
    setZoomed: (next: boolean): void => {
      isZoomed = next;
    },
    /** The next η of the grid, as a change from the next step on. */
    changeRate: (direction: 1 | -1): void => {
      const { experiment, step } = player.store.getState();
      const { playhead } = viewStore.getState();
      const now = learningRateAt(experiment, playhead ?? step + 1);
      const next = nextLearningRate(now, direction, experiment.learningRate);
      const fault = page.setLearningRate(next);
      if (fault === null) say(`η = ${formatSignificant(next, 3)}`, "");
      else say("η stays", fault);
    },
    /** @param number from 1 on, as in the list of presets */
    choosePreset: async (number: number): Promise<void> => {
      const presets = await loadPresets().catch(() => null);
      if (presets === null) {
        say("Not loaded", "The presets could not be loaded; the run on screen stays.");
        return;
      }
      const preset = presets[number - 1];
      if (preset === undefined) return;
      page.choosePreset(preset.id);
      store.setState({ level: null });
      say(preset.title, preset.question);
    },
    toggleZoom: (): void => {
      if (figure === null) return;
      if (isZoomed) {
        figure.fit();
        return;
      }
      const { optimizer } = player.store.getState().experiment;
      const steps = edgeWindow(edgeStepsOf(player.history(), optimizer), shownStep());
      if (steps === null) {
        const sharpness = isAdaptive(optimizer) ? "Preconditioned sharpness" : "Sharpness";
        say("No edge yet", `${sharpness} has not reached ${edgeFormula(optimizer)}.`);
      } else figure.showSteps(steps);
    },
    nextOverlays: (): void => {
      const level = nextLevel(store.getState().level);
      store.setState({ level });
      if (level !== null) say(LEVEL_WORDS[level]);
    },
    /** Slower, down to what the eye can follow step by step, and at full speed again. */
    nextSpeed: (): void => {
      if (refusesRun()) return;
      const { speed } = player.store.getState();
      const slower = SPEEDS.find((each) => each < (speed ?? Infinity)) ?? null;
      player.setSpeed(slower);
      say(slower === null ? "Full speed" : `${slower} steps a second`);
    },
    toggleLaser: (): void => {
      const hasLaser = !store.getState().hasLaser;
      store.setState({ hasLaser });
      say(hasLaser ? "Pointer on" : "Pointer off");
    },
    setBlank: (isBlank: boolean): void => {
      store.setState({ isBlank });
    },
    step: (count: number): void => {
      if (refusesRun()) return;
      if (count < 0) stepBack(page, -count);
      else stepForward(page, count);
    },
    /** The browser may refuse; then the window stays as it is. */
    toggleFullScreen: (): void => {
      const change =
        document.fullscreenElement === null
          ? document.documentElement.requestFullscreen()
          : document.exitFullscreen();
      void change.catch(() => undefined);
    },
    leave: (): void => {
      page.setMode("desk");
    },
    toggleRun: (): void => {
      if (!refusesRun()) player.toggle();
    },
    stop: (): void => {
      clearTimeout(timer);
    },
  };
}
