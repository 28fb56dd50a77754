/** The address bar and the session, each following the other. */
import { defaultView } from "../../charts/view.ts";
import { findPreset, OPENING_PRESET } from "../../presets/presets.ts";
import type { Player } from "../../session/player.ts";
import type { DecodedLink } from "../../share/decodeLink.ts";
import type { LessonStep, LinkState } from "../../share/linkState.ts";
import { nothingSaid } from "../../share/nothingSaid.ts";
import { openingOf, startsByItself } from "./autoplay.ts";
import type { ViewState, ViewStore } from "./viewStore.ts";

/** The link codec comes when it is first needed: the bare page does without it. */
const loadEncoder = () => import("../../share/encodeLink.ts");
const loadDecoder = () => import("../../share/decodeLink.ts");

const loadFileWriter = () => import("../../share/linkFile.ts");

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

async function stateOf(hash: string): Promise<DecodedLink> {
  if (hash.replace(/^#/, "") === "") return { state: openingState(), notices: [] };
  const { decodeLink } = await loadDecoder();
  return decodeLink(hash, findPreset);
}

/** What of the view links say. */
const LINKED = ["view", "hide", "lock", "mode", "window", "lesson"] as const;

function lessonNotice({ id, step }: LessonStep): string {
  return `The link opens step ${step} of the lesson "${id}", which this version does not have.`;
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
    const { experiment, presetId, backendChoice, until, restAt } = player.store.getState();
    const { view, hide, lock, mode, window, lesson } = viewStore.getState();
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
      embed: false,
      hide: [...hide],
      lock: [...lock],
      lecture: mode === "lecture",
      window,
      lesson,
      unknown,
    };
  }

  /** What is on screen, with the backend it runs on, and otherwise as the choices say. */
  function shared(choices: Partial<LinkState>): LinkState {
    const { backend } = player.store.getState();
    return { ...state(), backend: backend?.name ?? state().backend, ...choices };
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
    if (hash === written) show(link);
  }

  function show({ state: link, notices }: DecodedLink): void {
    if (link.embed) {
      // The address of this page was made that of an embed, which is another page.
      location.reload();
      return;
    }
    const { view, hide, lock, lecture, window, lesson } = link;
    viewStore.setState({
      view,
      hide,
      lock,
      mode: lecture ? "lecture" : "desk",
      window,
      lesson,
      notices: lesson === null ? notices : [...notices, lessonNotice(lesson)],
      crosshair: null,
    });
    const { experiment, presetId, backend, until, at } = link;
    unknown = link.unknown;
    // To rest at step 0 is to wait.
    const run = at === 0 ? "held" : link.run;
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
      restAt: at === 0 ? null : at,
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
          now.until !== before.until ||
          now.restAt !== before.restAt
        ) {
          writeSoon();
        }
      });
      const stopView = viewStore.subscribe((now, before) => {
        const isSaid = (key: keyof ViewState) => now[key] !== before[key];
        if (LINKED.some(isSaid)) writeSoon();
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
    /** Show what a file says, with an entry of its own in the browser's history. */
    show: async (link: DecodedLink): Promise<void> => {
      show({ ...link, state: { ...link.state, embed: false } });
      await write("pushState");
    },
    /** The full address of what is on screen, with the backend it runs on. */
    link: async (choices: Partial<LinkState> = {}): Promise<string> => {
      const { encodeLink } = await loadEncoder();
      const url = new URL(location.href);
      url.hash = encodeLink(shared(choices), findPreset);
      return url.href;
    },
    /** The same as the text of a file, for where links break. */
    file: async (choices: Partial<LinkState> = {}): Promise<string> => {
      const { linkFileText } = await loadFileWriter();
      return linkFileText(shared(choices));
    },
  };
}
