/** The address bar and the session, each following the other. */
import { defaultView } from "../../charts/view.ts";
import { loadPart } from "../../offline/loadPart.ts";
import { findPreset, loadPresets, OPENING_PRESET } from "../../presets/knownPresets.ts";
import type { LoadOptions, Player } from "../../session/player.ts";
import type { DecodedLink } from "../../share/decodeLink.ts";
import type { LinkState } from "../../share/linkState.ts";
import { nothingSaid } from "../../share/nothingSaid.ts";
import { notLoaded } from "../controls/missingParts.ts";
import {
  createLessonStore,
  leaveLesson,
  openLesson,
  type LessonStore,
} from "../lessons/lessonStore.ts";
import { openingOf, startsByItself } from "./autoplay.ts";
import { ADDRESS_STOPPED, linkCodec, LINK_UNREAD, type LinkCodec } from "./linkCodec.ts";
import type { ViewState, ViewStore } from "./viewStore.ts";

const loadFileWriter = () => loadPart(() => import("../../share/linkFile.ts"));

/** What an empty address stands for. */
function openingState(): LinkState {
  const { id, experiment, view, hide = [] } = OPENING_PRESET;
  return {
    ...nothingSaid(),
    presetId: id,
    experiment: structuredClone(experiment),
    view: { ...defaultView(), ...view },
    hide: [...hide],
  };
}

async function stateOf(hash: string, decoder: LinkCodec["decoder"]): Promise<DecodedLink> {
  if (hash.replace(/^#/, "") === "") return { state: openingState(), notices: [] };
  const [decodeLink] = await Promise.all([decoder(), loadPart(loadPresets)]);
  return decodeLink(hash, findPreset);
}

/** What of the view links say. */
const LINKED = ["view", "hide", "lock", "mode", "window"] as const;

interface AddressOptions {
  player: Player;
  viewStore: ViewStore;
  lessons?: LessonStore;
  /** Hears of the preset that an address opens, and whether its run is to rest before its end. */
  onOpen?: (presetId: string | null, isToRest: boolean) => void;
  /** Asked before what an address says is run: whether another run takes its place. */
  isReplaced?: (options: LoadOptions) => boolean;
  codec?: LinkCodec;
}

/** Changes settle for this long before they are written to the address bar. */
const SETTLE_MS = 400;

export type Address = ReturnType<typeof createAddress>;

export function createAddress(options: AddressOptions) {
  const { player, viewStore, lessons = createLessonStore(), onOpen, codec = linkCodec } = options;
  const { isReplaced = () => false } = options;
  const { encoder, decoder } = codec;
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
    const { experiment, presetId, backendChoice, until, restAt, speed } = player.store.getState();
    const { view, hide, lock, mode, window } = viewStore.getState();
    const { lessonId, step } = lessons.getState();
    const isOwnTarget = until === (experiment.steps === 0 ? null : experiment.steps);
    return {
      presetId,
      experiment,
      view,
      backend: backendChoice,
      // Until it has been started, a held link stays one, whatever else of it is changed.
      run: isHeld ? "held" : false,
      until: isOwnTarget ? null : until,
      at: restAt,
      speed: speed === (findPreset(presetId)?.speed ?? null) ? null : speed,
      embed: false,
      hide: [...hide],
      lock: [...lock],
      lecture: mode === "lecture",
      window,
      lesson: lessonId === null ? null : { id: lessonId, step: step + 1 },
      unknown,
    };
  }

  /** What is on screen, with the backend it runs on, and otherwise as the choices say. */
  function shared(choices: Partial<LinkState>): LinkState {
    const { backend } = player.store.getState();
    return { ...state(), backend: backend?.name ?? state().backend, ...choices };
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
    const encodeShown = await encoder().catch(() => null);
    isBehind = encodeShown === null;
    say(ADDRESS_STOPPED, isBehind);
    if (encodeShown === null) return;
    const isNewEntry = isEntryOwed;
    isEntryOwed = false;
    isUnread = false;
    say(LINK_UNREAD, false);
    const hash = encodeShown(state(), findPreset);
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
    show(found ?? { state: openingState(), notices: [LINK_UNREAD] });
  }

  function show({ state: link, notices }: DecodedLink): void {
    if (link.embed) {
      // The address of this page was made that of an embed, which is another page.
      location.reload();
      return;
    }
    hasOpened = true;
    isBehind = false;
    const { view, hide, lock, lecture, window, lesson } = link;
    viewStore.setState({
      view,
      hide,
      lock,
      mode: lecture ? "lecture" : "desk",
      window,
      notices,
      crosshair: null,
    });
    const { experiment, presetId, backend, until, at, speed } = link;
    unknown = link.unknown;
    // To rest at step 0 is to wait, and a lesson runs what it needs by itself.
    const run = at === 0 || lesson !== null ? "held" : link.run;
    isHeld = run === "held";
    stopWaiting();
    const preset = findPreset(presetId);
    const isStarter = startsByItself(experiment, preset?.experiment);
    const { play: wantsToPlay, forecast } = openingOf(run, isStarter, preset?.isPaperSize);
    const isVisible = document.visibilityState === "visible";
    onOpen?.(presetId, isHeld || at !== null);
    const asked: LoadOptions = {
      experiment,
      presetId,
      backend,
      play: wantsToPlay && isVisible,
      forecast,
      restAt: at === 0 ? null : at,
      ...(until === null ? {} : { until }),
    };
    // A lesson runs what it needs.
    const isAsked = lesson !== null || !isReplaced(asked);
    if (isAsked) player.load(asked);
    // After what the preset brings.
    if (speed !== null) player.setSpeed(speed);
    if (lesson !== null) openLesson(lessons, lesson.id, lesson.step - 1);
    else if (lessons.getState().lessonId !== null) leaveLesson(lessons);
    if (isAsked && wantsToPlay && !isVisible) playOnceVisible();
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
          now.until !== before.until ||
          now.speed !== before.speed ||
          now.restAt !== before.restAt
        ) {
          writeSoon();
        }
      });
      const stopView = viewStore.subscribe((now, before) => {
        const isSaid = (key: keyof ViewState) => now[key] !== before[key];
        if (LINKED.some(isSaid)) writeSoon();
      });
      const stopLessons = lessons.subscribe((now, before) => {
        if (now.lessonId !== before.lessonId || now.step !== before.step) writeSoon();
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
        stopLessons();
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
    /** Show what a file says, with an entry of its own in the browser's history. */
    show: async (link: DecodedLink): Promise<void> => {
      show({ ...link, state: { ...link.state, embed: false } });
      await write("pushState");
    },
    /** Whether opening the address anew brings back the experiment on screen. */
    holdsExperiment: (): boolean =>
      !isBehind && !isUnread && player.store.getState().status !== "foreign",
    /** The full address of what is on screen, with the backend it runs on. Fails with a sentence. */
    link: async (choices: Partial<LinkState> = {}): Promise<string> => {
      const encodeShown = await encoder().catch(() => {
        throw new Error(notLoaded("What writes links"));
      });
      const url = new URL(location.href);
      url.hash = encodeShown(shared(choices), findPreset);
      return url.href;
    },
    /** The same as the text of a file, for where links break. */
    file: async (choices: Partial<LinkState> = {}): Promise<string> => {
      const { linkFileText } = await loadFileWriter().catch(() => {
        throw new Error(notLoaded("What writes links"));
      });
      return linkFileText(shared(choices));
    },
  };
}
