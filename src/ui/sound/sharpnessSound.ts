/** Sharpness relative to 2/η as a tone: steady while the run goes, short for a step that is read. */
import type { SessionStore } from "../../session/store.ts";
import type { History } from "../../session/history.ts";
import type { ViewStore } from "../page/viewStore.ts";
import { readingsAt } from "../story/readings.ts";
import { crossesLine, LINE_TONE, toneOf } from "./pitch.ts";

/** Of full scale: both tones together stay far below it. */
const LOUDNESS = 0.12;
const LINE_LOUDNESS = 0.05;
/** Seconds in which a gain or a pitch gets most of the way: short enough to follow, no click. */
const GLIDE = 0.03;
/** A step that is read sounds this long, and so does the line when it is crossed. */
const READ_SECONDS = 0.3;

export interface SoundSource {
  store: SessionStore;
  viewStore: ViewStore;
  history: () => History;
}

function createVoice(context: AudioContext, frequency: number) {
  const oscillator = new OscillatorNode(context, { type: "triangle", frequency });
  const gain = new GainNode(context, { gain: 0 });
  oscillator.connect(gain).connect(context.destination);
  oscillator.start();
  return { oscillator, gain: gain.gain };
}

/**
 * Play what the session does until it is stopped. Silent while paused or hidden, except for the step
 * under the crosshair. Call it from a click or key: browsers start no sound without one.
 * @returns a function that ends it
 * @throws when the browser has no sound to give
 */
export function startSharpnessSound({ store, viewStore, history }: SoundSource): () => void {
  const context = new AudioContext();
  const voice = createVoice(context, LINE_TONE);
  const line = createVoice(context, LINE_TONE);
  let last: number | null = null;

  const play = (param: AudioParam, value: number, delay = 0) => {
    param.setTargetAtTime(value, context.currentTime + delay, GLIDE);
  };
  const hush = () => {
    voice.gain.cancelScheduledValues(context.currentTime);
    play(voice.gain, 0);
    last = null;
  };
  const sound = (step: number, isShort: boolean) => {
    const { meanSharpness, sharpness, threshold } = readingsAt(history(), step);
    const tone = toneOf(isShort ? sharpness : meanSharpness, threshold);
    if (tone === null) {
      hush();
      return;
    }
    void context.resume();
    play(voice.oscillator.frequency, tone);
    voice.gain.cancelScheduledValues(context.currentTime);
    play(voice.gain, LOUDNESS);
    if (isShort) play(voice.gain, 0, READ_SECONDS);
    if (crossesLine(last, tone)) {
      line.gain.cancelScheduledValues(context.currentTime);
      play(line.gain, LINE_LOUDNESS);
      play(line.gain, 0, READ_SECONDS);
    }
    last = tone;
  };
  const follow = () => {
    const { status, step } = store.getState();
    const isHeard = status === "running" && document.visibilityState === "visible";
    if (isHeard && viewStore.getState().crosshair === null) sound(step, false);
    else if (viewStore.getState().crosshair === null) hush();
  };
  const stopSession = store.subscribe((now, before) => {
    if (now.version !== before.version || now.status !== before.status) follow();
  });
  const stopView = viewStore.subscribe(({ crosshair }, before) => {
    if (crosshair === before.crosshair) return;
    if (crosshair === null) follow();
    else sound(crosshair, true);
  });
  document.addEventListener("visibilitychange", follow);
  follow();
  return () => {
    stopSession();
    stopView();
    document.removeEventListener("visibilitychange", follow);
    void context.close();
  };
}
