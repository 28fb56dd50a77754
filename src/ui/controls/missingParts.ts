/** Parts of the page that did not load when they were wanted, each with its sentence. */
import { createStore } from "zustand/vanilla";
import { loadPart } from "../../offline/loadPart.ts";

export interface MissingPart {
  name: string;
  sentence: string;
  /** Load it now; null for what is opened by the same click again. */
  again: (() => void) | null;
}

export const missingParts = createStore<{ parts: readonly MissingPart[] }>()(() => ({ parts: [] }));

/** Why a part is not there and what to do. @param name begins the sentence: “Presets” */
export function notLoaded(name: string): string {
  return navigator.onLine
    ? `${name} could not be loaded: the connection failed, or the site has been replaced by a newer version. Your run is untouched. Try again; if it fails again, only reloading the page helps, and that starts the run anew.`
    : `${name} could not be loaded: this device is offline. Your run is untouched; try again once it is online.`;
}

/** It is there, is being asked for again, or is not wanted any more. */
export function forgetMissing(name: string): void {
  missingParts.setState(({ parts }) =>
    parts.some((part) => part.name === name)
      ? { parts: parts.filter((part) => part.name !== name) }
      : {},
  );
}

/** Say that a part did not load. Of what is opened by a click only the last is still wanted. */
export function reportMissing(name: string, again: MissingPart["again"] = null): void {
  const part = { name, sentence: notLoaded(name), again };
  missingParts.setState(({ parts }) => ({
    parts: [
      ...parts.filter((other) => other.name !== name && (other.again ?? again) !== null),
      part,
    ],
  }));
}

/** Load what a command needs. Fails with a sentence. */
export async function loadNamed<T>(name: string, load: () => Promise<T>): Promise<T> {
  try {
    return await loadPart(load);
  } catch {
    throw new Error(notLoaded(name));
  }
}
