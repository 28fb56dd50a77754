/**
 * A run in a frame of another page, without its elements: nothing is computed, and no worker started,
 * before the reader asks for it. Touches no storage and hears nothing from the page around.
 */
import { createStore, type StoreApi } from "zustand";
import type { Experiment } from "../../model/experiment.ts";
import { findPreset } from "../../presets/knownPresets.ts";
import type { EngineWorker } from "../../session/client.ts";
import type { History } from "../../session/history.ts";
import { normalizeChanges } from "../../session/learningRates.ts";
import { createPlayer } from "../../session/player.ts";
import type { DecodedLink } from "../../share/decodeLink.ts";
import { encodeLink } from "../../share/encodeLink.ts";
import { experimentWords } from "../../share/experimentWords.ts";
import { learningRateFault } from "../learningRate/typedRate.ts";
import { loadRecordedRun } from "../recorded/loadRecordedRun.ts";
import { createRecordings } from "../recorded/recordings.ts";

export interface EmbedState {
  /** The reader has asked for the run. */
  hasBegun: boolean;
  /** The preset's recorded run, to look at until then. */
  recorded: History | null;
  /** The step under the pointer; null = none. */
  crosshair: number | null;
  /** The step gone back to on the timeline; null = the head. */
  playhead: number | null;
}

export interface EmbedOptions {
  link: DecodedLink;
  createWorker: () => EngineWorker;
  dataUrl: string;
}

export type Embed = ReturnType<typeof createEmbed>;

export function createEmbed({
  link: { state: link, notices },
  createWorker,
  dataUrl,
}: EmbedOptions) {
  const player = createPlayer({ experiment: link.experiment, createWorker, dataUrl });
  const recordings = createRecordings(player);
  const preset = findPreset(link.presetId);
  player.setSpeed(link.speed ?? preset?.speed ?? null);
  const store: StoreApi<EmbedState> = createStore<EmbedState>()(() => ({
    hasBegun: false,
    recorded: null,
    crosshair: null,
    playhead: null,
  }));
  const isPlainPreset = JSON.stringify(preset?.experiment) === JSON.stringify(link.experiment);

  function begin(experiment: Experiment): void {
    const { presetId, backend, until, at } = link;
    store.setState({ hasBegun: true, playhead: null });
    const restAt = at === 0 ? null : at;
    player.load({
      experiment,
      presetId,
      backend,
      play: true,
      restAt,
      ...(until === null ? {} : { until }),
    });
    recordings.open(presetId);
  }

  return {
    player,
    recordings,
    store,
    link,
    notices,
    title: preset?.title ?? experimentWords(link.experiment),
    /** What is drawn: before the run has been asked for, the recorded one, or nothing. */
    history: (): History => {
      const { hasBegun, recorded } = store.getState();
      return hasBegun || recorded === null ? player.history() : recorded;
    },
    /** Show what needs no engine. @returns a function that ends everything. */
    open: (): (() => void) => {
      const stopRecordings = recordings.follow();
      if (link.presetId !== null && isPlainPreset) {
        void loadRecordedRun(link.presetId).then((run) => {
          if (run === null || store.getState().hasBegun) return;
          store.setState({ recorded: run.history, playhead: link.at });
        });
      }
      return () => {
        stopRecordings();
        player.dispose();
      };
    },
    toggle: (): void => {
      store.setState({ playhead: null });
      if (store.getState().hasBegun) player.toggle();
      else begin(link.experiment);
    },
    /** From the start, with η as it was at first. */
    again: (): void => {
      begin(link.experiment);
    },
    /** η from the next step on; before the first one, for the run that begins with it. */
    setLearningRate: (learningRate: number): string | null => {
      const fault = learningRateFault(learningRate);
      if (fault !== null) return fault;
      if (store.getState().hasBegun) {
        player.setLearningRate(learningRate);
        return null;
      }
      const { experiment } = link;
      const learningRateChanges = normalizeChanges(learningRate, experiment.learningRateChanges);
      begin({ ...experiment, learningRate, learningRateChanges });
      return null;
    },
    /** The hash that opens the same in the instrument, with all its parts. */
    fullHash: (experiment: Experiment): string => {
      const hide = [...(preset?.hide ?? [])];
      return encodeLink({ ...link, experiment, embed: false, hide }, findPreset);
    },
  };
}
