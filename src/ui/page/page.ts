/** The page without its elements: player, view and address, and what the controls do to them. */
import type { Figure } from "../../charts/figure.ts";
import { defaultView, type Curve, type Lock, type View } from "../../charts/view.ts";
import { findPreset, loadPresets, OPENING_PRESET } from "../../presets/knownPresets.ts";
import type { EngineWorker } from "../../session/client.ts";
import { createCalibrations } from "../../session/calibrations.ts";
import { createOwnRows, handingRows } from "../../session/ownData/ownRows.ts";
import { createPlayer, type LoadOptions } from "../../session/player.ts";
import { NOT_CONTINUED } from "../../session/recordedRun.ts";
import { learningRateFault } from "../learningRate/typedRate.ts";
import { createLessonStore } from "../lessons/lessonStore.ts";
import { createRecordings } from "../recorded/recordings.ts";
import { loadPart } from "../../offline/loadPart.ts";
import { notLoaded } from "../controls/missingParts.ts";
import { createAddress } from "./address.ts";
import { browserShelf } from "./browserShelf.ts";
import { logWhenDiverged } from "./logWhenDiverged.ts";
import { followOpenRun, returningRun } from "./openRun.ts";
import type { Returning } from "./openRunStorage.ts";
import { createRuns } from "./runs.ts";
import { createViewStore, type PageMode } from "./viewStore.ts";

const loadSweeps = () => import("../../presets/measuredSweeps.ts");

/** Validation comes with the first edit. */
const loadParser = () => loadPart(() => import("../../model/parseExperiment.ts"));

export interface PageOptions {
  createWorker: () => EngineWorker;
  dataUrl: string;
}

export type Page = ReturnType<typeof createPage>;

export function createPage({ createWorker, dataUrl }: PageOptions) {
  const ownRows = createOwnRows();
  const player = createPlayer({
    experiment: OPENING_PRESET.experiment,
    createWorker: handingRows(createWorker, ownRows),
    dataUrl,
    calibrations: createCalibrations(browserShelf()),
    onBranch: (left) => {
      runs.keepLeft(left);
    },
    onRecovery: say,
  });
  const viewStore = createViewStore();
  const lessons = createLessonStore();
  const recordings = createRecordings(player);
  /** What this tab showed before it was reloaded, until the address has been opened. */
  let returning: Returning | null = null;
  const address = createAddress({
    player,
    viewStore,
    lessons,
    onOpen: recordings.open,
    isReplaced: goesOn,
  });
  let figure: Figure | null = null;
  const runs = createRuns(player, viewStore, address);

  function say(sentence: string): void {
    viewStore.setState(({ notices }) => ({
      notices: [...notices.filter((said) => said !== sentence), sentence],
    }));
  }

  /** Whether this tab goes on where it was, when that is of the experiment that the address says. */
  function goesOn({ experiment }: LoadOptions): boolean {
    const sentence = returning?.goOn(player, experiment) ?? null;
    returning = null;
    if (sentence !== null) say(sentence);
    return sentence !== null;
  }

  async function learnPresetSweep(presetId: string): Promise<void> {
    const preset = findPreset(presetId);
    const sweep = await loadPart(loadSweeps)
      .then(({ measuredSweep }) => measuredSweep(presetId))
      .catch(() => null);
    if (preset !== undefined && sweep !== null) player.learnSweep(preset.experiment, sweep);
  }

  /** A playhead is a step of the run it was set on, and playing on goes on from the head. */
  function forgetPlayhead(): () => void {
    return player.store.subscribe((now, before) => {
      const begins = now.status === "running" && before.status !== "running";
      const plays = begins && !now.showsRecording;
      if (plays || now.drawnRun !== before.drawnRun) viewStore.setState({ playhead: null });
    });
  }

  /** A step of a recording that is looked at stays on screen. @returns a function that stops. */
  function holdRecordings(): () => void {
    return viewStore.subscribe(({ playhead }, before) => {
      if (playhead !== before.playhead) player.holdRecording(playhead !== null);
    });
  }

  /** A preset to be seen slowed down brings its speed, and takes it away unless it was changed. */
  function changePace(from: string | null, to: string | null): void {
    const [left, entered] = [findPreset(from)?.speed, findPreset(to)?.speed];
    if (entered !== undefined) player.setSpeed(entered);
    else if (left !== undefined && player.store.getState().speed === left) player.setSpeed(null);
  }

  /** Sweeps measured ahead and a speed come with their preset. @returns a function that stops. */
  function followPresets(): () => void {
    let presetId: string | null = null;
    const learn = () => {
      const current = player.store.getState().presetId;
      if (current === presetId) return;
      const left = presetId;
      // First: a change of speed is heard of here too.
      presetId = current;
      changePace(left, current);
      if (current !== null) void learnPresetSweep(current);
    };
    learn();
    return player.store.subscribe(learn);
  }

  /** Whether the link fixes a part: keys and other ways around its controls end here. */
  const isLocked = (part: Lock) => viewStore.getState().lock.includes(part);

  return {
    player,
    viewStore,
    lessons,
    address,
    runs,
    recordings,
    ownRows,
    dataUrl,
    /** The figure on screen, while there is one. */
    figure: (): Figure | null => figure,
    setFigure: (shown: Figure | null): void => {
      figure = shown;
    },
    /** Open what the address says and follow it from here on. @returns a function that ends it. */
    open: async (): Promise<() => void> => {
      const stopScaling = logWhenDiverged(player, viewStore);
      const stopRecordings = recordings.follow();
      returning = await returningRun();
      const stopFollowing = await address.open();
      returning = null;
      // Without the library the page goes on with what it has.
      loadPart(loadPresets).catch(() => undefined);
      const stopLearning = followPresets();
      const stopForgetting = forgetPlayhead();
      const stopHolding = holdRecordings();
      const stopKeeping = runs.follow();
      const stopStoring = followOpenRun(player, say);
      return () => {
        stopScaling();
        stopRecordings();
        stopFollowing();
        stopLearning();
        stopForgetting();
        stopHolding();
        stopKeeping();
        stopStoring();
        player.dispose();
      };
    },
    choosePreset: (id: string): void => {
      const preset = findPreset(id);
      if (preset === undefined || isLocked("presets")) return;
      viewStore.setState({
        view: { ...defaultView(), ...preset.view },
        hide: preset.hide ?? [],
        lock: [],
        window: null,
        notices: [],
      });
      const experiment = structuredClone(preset.experiment);
      const play = preset.isPaperSize !== true;
      player.load({ experiment, presetId: id, play, backend: "auto", undo: "preset" });
      recordings.open(id);
      void address.push();
    },
    /** Run a changed experiment. @returns why it cannot be run, or null. */
    edit: async (candidate: unknown): Promise<string | null> => {
      if (isLocked("experiment")) return "The link fixes the experiment.";
      const parser = await loadParser().catch(() => null);
      if (parser === null) return notLoaded("What checks a changed experiment");
      const parsed = parser.parseExperiment(candidate);
      if (!parsed.ok) return parsed.error;
      const current = player.store.getState().experiment;
      if (JSON.stringify(parsed.experiment) !== JSON.stringify(current)) {
        player.edit(parsed.experiment);
      }
      return null;
    },
    /** η from the step after the one shown on. @returns why it cannot be used, or null. */
    setLearningRate: (learningRate: number): string | null => {
      const fault = learningRateFault(learningRate);
      if (fault !== null) return fault;
      if (player.store.getState().status === "foreign") return NOT_CONTINUED;
      if (isLocked("rate")) return "The link fixes η.";
      player.setLearningRate(learningRate, viewStore.getState().playhead ?? undefined);
      return null;
    },
    /** Go on from the step that the viewer has gone back to. */
    branchHere: (): void => {
      const { playhead } = viewStore.getState();
      if (playhead !== null) player.branch(playhead);
    },
    setView: (change: Partial<View>): void => {
      viewStore.setState(({ view }) => ({ view: { ...view, ...change } }));
    },
    toggleCurve: (curve: Curve): void => {
      if (isLocked("overlays")) return;
      viewStore.setState(({ view }) => ({
        view: { ...view, visible: { ...view.visible, [curve]: !view.visible[curve] } },
      }));
    },
    setMode: (mode: PageMode): void => {
      viewStore.setState({ mode });
    },
    setCrosshair: (crosshair: number | null): void => {
      if (viewStore.getState().crosshair !== crosshair) viewStore.setState({ crosshair });
    },
    /** Go back to a step already there; the head and beyond mean the head itself. */
    setPlayhead: (step: number | null): void => {
      const isHead = step === null || step >= player.history().length - 1;
      const playhead = isHead ? null : Math.max(0, step);
      if (viewStore.getState().playhead !== playhead) viewStore.setState({ playhead });
    },
  };
}
