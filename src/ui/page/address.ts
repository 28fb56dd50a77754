/** The address bar and the session, each following the other. */
import { loadPart } from "../../offline/loadPart.ts";
import { findPreset, loadPresets, OPENING_PRESET } from "../../presets/knownPresets.ts";
import type { Player } from "../../session/player.ts";
import type { LinkState } from "../../share/linkState.ts";
import { notLoaded } from "../controls/missingParts.ts";
import { defaultView } from "../../charts/view.ts";
import { openingOf, startsByItself } from "./autoplay.ts";
import { ADDRESS_STOPPED, linkCodec, LINK_UNREAD } from "./linkCodec.ts";
import type { ViewStore } from "./viewStore.ts";

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

async function stateOf(hash: string, decoder: typeof linkCodec.decoder): Promise<Opened> {
  if (hash.replace(/^#/, "") === "") return openingState();
  const [decodeLink] = await Promise.all([decoder(), loadPart(loadPresets)]);
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
  { encoder, decoder } = linkCodec,
) {
  let unknown: LinkState["unknown"] = [];
  let written = "";
  let isHeld = false;
  /** The last change could not be written. */
  let isBehind = false;
  /** What the address says could not be read: another run is on screen. */
  let isUnread = false;
  /** What is written next is an entry of its own in the browser's history. */
  let isEntryOwed = false;
  let hasOpened = false;
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

  function say(sentence: string, isSo: boolean): void {
    viewStore.setState(({ notices }) => {
      if (notices.includes(sentence) === isSo) return {};
      return {
        notices: isSo ? [...notices, sentence] : notices.filter((said) => said !== sentence),
      };
    });
  }

  async function write(method: "pushState" | "replaceState"): Promise<void> {
    clearTimeout(timer);
    timer = undefined;
    // A run of another program has no link: the address stays that of the run before.
    if (player.store.getState().status === "foreign") return;
    if (method === "pushState") isEntryOwed = true;
    const encodeLink = await encoder().catch(() => null);
    isBehind = encodeLink === null;
    say(ADDRESS_STOPPED, isBehind);
    if (encodeLink === null) return;
    const isNewEntry = isEntryOwed;
    isEntryOwed = false;
    isUnread = false;
    say(LINK_UNREAD, false);
    const hash = encodeLink(state(), findPreset);
    if (hash === written) return;
    written = hash;
    history[isNewEntry ? "pushState" : "replaceState"](null, "", hash);
  }

  async function read(): Promise<void> {
    clearTimeout(timer);
    timer = undefined;
    const { hash } = location;
    written = hash;
    const found = await stateOf(hash, decoder).catch(() => null);
    if (hash !== written) return;
    isUnread = found === null;
    // Whatever is run instead, the link stays in the history.
    isEntryOwed = isUnread;
    if (found === null && hasOpened) {
      say(LINK_UNREAD, true);
      return;
    }
    hasOpened = true;
    isBehind = false;
    const link = found ?? { ...openingState(), notices: [LINK_UNREAD] };
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
      const onOnline = () => {
        if (isBehind) writeSoon();
      };
      addEventListener("hashchange", onHashChange);
      addEventListener("online", onOnline);
      return () => {
        clearTimeout(timer);
        stopWaiting();
        stopSession();
        stopView();
        removeEventListener("hashchange", onHashChange);
        removeEventListener("online", onOnline);
      };
    },
    /** Give what is loaded now an entry of its own in the browser's history. */
    push: async (): Promise<void> => {
      unknown = [];
      isHeld = false;
      await write("pushState");
    },
    /** Whether opening the address anew brings back the experiment on screen. */
    holdsExperiment: (): boolean =>
      !isBehind && !isUnread && player.store.getState().status !== "foreign",
    /** The full address of what is on screen, with the backend it runs on. Fails with a sentence. */
    link: async (opening: Partial<Pick<LinkState, "run" | "until">> = {}): Promise<string> => {
      const encodeLink = await encoder().catch(() => {
        throw new Error(notLoaded("What writes links"));
      });
      const { backend } = player.store.getState();
      const shared = { ...state(), backend: backend?.name ?? state().backend, ...opening };
      const url = new URL(location.href);
      url.hash = encodeLink(shared, findPreset);
      return url.href;
    },
  };
}
