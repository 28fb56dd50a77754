/** The address bar and the session, each following the other. */
import { findPreset, loadPresets, OPENING_PRESET } from "../../presets/knownPresets.ts";
import type { Player } from "../../session/player.ts";
import type { LinkState } from "../../share/linkState.ts";
import { defaultView } from "../../charts/view.ts";
import { openingOf, startsByItself } from "./autoplay.ts";
import type { ViewStore } from "./viewStore.ts";

/** The link codec comes when it is first needed: the bare page does without it. */
const loadEncoder = () => import("../../share/encodeLink.ts");
const loadDecoder = () => import("../../share/decodeLink.ts");

type Opened = Pick<LinkState, "presetId" | "experiment" | "view" | "backend" | "until" | "run"> & {
  unknown: LinkState["unknown"];
  notices: readonly string[];
};

/** What an empty address stands for. */
function openingState(): Opened {
  return {
    presetId: OPENING_PRESET.id,
    experiment: structuredClone(OPENING_PRESET.experiment),
    view: { ...defaultView(), ...OPENING_PRESET.view },
    backend: "auto",
    until: null,
    run: false,
    unknown: [],
    notices: [],
  };
}

async function stateOf(hash: string): Promise<Opened> {
  if (hash.replace(/^#/, "") === "") return openingState();
  const [{ decodeLink }] = await Promise.all([loadDecoder(), loadPresets()]);
  const { state, notices } = decodeLink(hash, findPreset);
  return { ...state, notices };
}

/** Changes settle for this long before they are written to the address bar. */
const SETTLE_MS = 400;

export type Address = ReturnType<typeof createAddress>;

/** @param onOpen hears of the preset that an address has opened */
export function createAddress(
  player: Player,
  viewStore: ViewStore,
  onOpen: (presetId: string | null) => void = () => undefined,
) {
  let unknown: LinkState["unknown"] = [];
  let written = "";
  let isHeld = false;
  let stopWaiting = () => {};
  let timer: ReturnType<typeof setTimeout> | undefined;

  function state(): LinkState {
    const { experiment, presetId, backendChoice, until } = player.store.getState();
    const isOwnTarget = until === (experiment.steps === 0 ? null : experiment.steps);
    return {
      presetId,
      experiment,
      view: viewStore.getState().view,
      backend: backendChoice,
      // Until it has been started, a held link stays one, whatever else of it is changed.
      run: isHeld ? "held" : false,
      until: isOwnTarget ? null : until,
      unknown,
    };
  }

  async function write(method: "pushState" | "replaceState"): Promise<void> {
    clearTimeout(timer);
    timer = undefined;
    // A run of another program has no link: the address stays that of the run before.
    if (player.store.getState().status === "foreign") return;
    const { encodeLink } = await loadEncoder();
    const hash = encodeLink(state(), findPreset);
    if (hash === written) return;
    written = hash;
    history[method](null, "", hash);
  }

  async function read(): Promise<void> {
    clearTimeout(timer);
    timer = undefined;
    const { hash } = location;
    written = hash;
    const link = await stateOf(hash);
    if (hash !== written) return;
    unknown = link.unknown;
    viewStore.setState({ view: link.view, notices: link.notices, crosshair: null });
    const { experiment, presetId, backend, until, run } = link;
    isHeld = run === "held";
    stopWaiting();
    const isStarter = startsByItself(experiment, findPreset(presetId)?.experiment);
    const { play: wantsToPlay, forecast } = openingOf(run, isStarter);
    const isVisible = document.visibilityState === "visible";
    player.load({
      experiment,
      presetId,
      backend,
      play: wantsToPlay && isVisible,
      forecast,
      ...(until === null ? {} : { until }),
    });
    onOpen(presetId);
    if (wantsToPlay && !isVisible) playOnceVisible();
  }

  function playOnceVisible(): void {
    const begin = () => {
      const isLoading = player.store.getState().status === "loading";
      if (isLoading || document.visibilityState !== "visible") return;
      stopWaiting();
      player.play();
    };
    const stopListening = player.store.subscribe(begin);
    document.addEventListener("visibilitychange", begin);
    stopWaiting = () => {
      stopListening();
      document.removeEventListener("visibilitychange", begin);
    };
  }

  function writeSoon(): void {
    timer ??= setTimeout(() => {
      void write("replaceState");
    }, SETTLE_MS);
  }

  return {
    /** Load what the address says; then keep both in step. @returns a function that stops. */
    open: async (): Promise<() => void> => {
      const onHashChange = () => {
        if (location.hash !== written) void read();
      };
      await read();
      const stopSession = player.store.subscribe((now, before) => {
        if (now.status === "running" || now.status === "paused") isHeld = false;
        if (
          now.experiment !== before.experiment ||
          now.backendChoice !== before.backendChoice ||
          now.until !== before.until
        ) {
          writeSoon();
        }
      });
      const stopView = viewStore.subscribe((now, before) => {
        if (now.view !== before.view) writeSoon();
      });
      addEventListener("hashchange", onHashChange);
      return () => {
        clearTimeout(timer);
        stopWaiting();
        stopSession();
        stopView();
        removeEventListener("hashchange", onHashChange);
      };
    },
    /** Give what is loaded now an entry of its own in the browser's history. */
    push: async (): Promise<void> => {
      unknown = [];
      isHeld = false;
      await write("pushState");
    },
    /** The full address of what is on screen, with the backend it runs on. */
    link: async (opening: Partial<Pick<LinkState, "run" | "until">> = {}): Promise<string> => {
      const { encodeLink } = await loadEncoder();
      const { backend } = player.store.getState();
      const shared = { ...state(), backend: backend?.name ?? state().backend, ...opening };
      const url = new URL(location.href);
      url.hash = encodeLink(shared, findPreset);
      return url.href;
    },
  };
}
