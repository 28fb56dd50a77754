/** The recorded run of the preset at hand: shown until the live one has begun, then beneath it. */
import { createStore, type StoreApi } from "zustand";
import type { GhostRun } from "../../charts/ghosts/ghostRun.ts";
import type { Experiment } from "../../model/experiment.ts";
import type { History } from "../../session/history.ts";
import type { Player } from "../../session/player.ts";
import type { Deviation } from "../../session/recording/agreement.ts";
import type { SessionState } from "../../session/store.ts";
import { loadPart } from "../../offline/loadPart.ts";
import { findPreset } from "../../presets/knownPresets.ts";
import { loadRecordedRun, type PresetRecording } from "./loadRecordedRun.ts";

export interface RecordingState {
  /** Of the experiment that runs, or began so; null where there is none. */
  recording: PresetRecording | null;
  /** It, as a line beneath the live run; null once that has passed its end. */
  underlay: GhostRun | null;
  /** Where the live run differs from it by more than rounding makes. */
  deviation: Deviation | null;
}

const NONE: RecordingState = { recording: null, underlay: null, deviation: null };

/** A live run is compared again after so many rows. */
const COMPARED_ROWS = 25;

/** All but what the viewer may change while it runs. */
function core(experiment: Experiment): string {
  return JSON.stringify({ ...experiment, learningRateChanges: [] });
}

function underlayOf({ presetId, history, experiment }: PresetRecording): GhostRun {
  const id = `recorded ${presetId}`;
  return { id, name: "recorded", history, experiment, slot: 0, isPale: true };
}

export function createRecordings(player: Pick<Player, "store" | "history" | "preview">) {
  const store: StoreApi<RecordingState> = createStore(() => NONE);
  /** The preset whose recording is to be shown when it comes. */
  let opened: string | null = null;
  /** The preset whose recording would tell what a link leaves to be foretold. */
  let untold: string | null = null;
  let compared = { drawnRun: -1, rows: 0 };

  function isUnchanged({ presetId, experiment }: SessionState): boolean {
    const preset = findPreset(presetId);
    return preset !== undefined && core(preset.experiment) === core(experiment);
  }

  async function attach(presetId: string): Promise<void> {
    const recording = await loadRecordedRun(presetId);
    const state = player.store.getState();
    if (state.presetId !== presetId || presetId === untold || !isUnchanged(state)) return;
    if (recording === null) return;
    if (store.getState().recording !== recording) {
      store.setState({ ...NONE, recording, underlay: underlayOf(recording) });
    }
    const isExact = JSON.stringify(recording.experiment) === JSON.stringify(state.experiment);
    if (opened === presetId && isExact) player.preview(recording.history);
    opened = null;
    compare(state);
  }

  function renew(state: SessionState): void {
    const { presetId } = state;
    if (presetId === null || presetId === untold || !isUnchanged(state)) store.setState(NONE);
    else if (store.getState().recording?.presetId !== presetId) {
      store.setState(NONE);
      void attach(presetId);
    }
  }

  /** What the live run has come to: it may have passed the end, or gone astray. */
  function compare({ drawnRun, status }: SessionState): void {
    const { recording, underlay, deviation } = store.getState();
    const live = player.history();
    if (recording === null || live === recording.history) return;
    const isPast = live.length >= recording.history.length;
    if (isPast !== (underlay === null)) {
      store.setState({ underlay: isPast ? null : underlayOf(recording) });
    }
    const isAnother = drawnRun !== compared.drawnRun;
    if (!isAnother && status === "running" && live.length - compared.rows < COMPARED_ROWS) return;
    if (isAnother) store.setState({ deviation: null });
    else if (deviation !== null) return;
    compared = { drawnRun, rows: live.length };
    void judge(recording, live);
  }

  async function judge(recording: PresetRecording, live: History): Promise<void> {
    // Without it nothing is said of the deviation; the next comparison tries again.
    const agreement = await loadPart(() => import("../../session/recording/agreement.ts")).catch(
      () => null,
    );
    if (agreement === null) return;
    const { deviationOf, lastCommonStep } = agreement;
    const { experiment } = player.store.getState();
    if (player.history() !== live || store.getState().recording !== recording) return;
    const limit = lastCommonStep(experiment, recording.experiment);
    const deviation = deviationOf(live, recording.history, recording.agreement, limit);
    if (deviation !== null) store.setState({ deviation });
  }

  return {
    store,
    /**
     * The preset is opened: its recording is shown until the live run has begun. Where the run is to rest
     * before its end nothing that lies ahead is drawn.
     */
    open: (presetId: string | null, isToRest = false): void => {
      untold = isToRest ? presetId : null;
      opened = presetId;
      if (untold !== null) store.setState(NONE);
      else if (presetId !== null) void attach(presetId);
    },
    /** Follow the session. @returns a function that stops. */
    follow: (): (() => void) =>
      player.store.subscribe((now, before) => {
        const isOther = now.presetId !== before.presetId || now.experiment !== before.experiment;
        if (isOther) renew(now);
        if (now.version !== before.version || now.status !== before.status) compare(now);
      }),
  };
}
