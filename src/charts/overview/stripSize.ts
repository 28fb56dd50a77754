/** How high the overview strip is: known before the strip itself is loaded. */

/** Height of the plot, in text heights; on a phone as high as a finger needs. */
const PLOT = 2.8;
const PHONE_HEIGHT = 44;

export interface StripSize {
  /** Room for the playhead's triangle above the plot. */
  top: number;
  /** Bottom of the plot. */
  bottom: number;
  height: number;
}

export function stripSizeOf(fontSize: number, compact: boolean): StripSize {
  const top = Math.round(fontSize * 0.75);
  if (compact) return { top, bottom: top + PHONE_HEIGHT - 4, height: top + PHONE_HEIGHT };
  const bottom = top + Math.round(PLOT * fontSize);
  return { top, bottom, height: bottom + Math.round(fontSize * 1.4) };
}
