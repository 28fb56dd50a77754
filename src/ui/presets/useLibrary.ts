import { useEffect, useState } from "react";
import { untilLoaded } from "../../offline/loadPart.ts";
import { loadPresets } from "../../presets/knownPresets.ts";
import type { Preset } from "../../presets/preset.ts";

/** All presets; null until they have come, and where they cannot (yet). */
export function useLibrary(): readonly Preset[] | null {
  const [library, setLibrary] = useState<readonly Preset[] | null>(null);
  useEffect(() => {
    const { stop } = untilLoaded(loadPresets, setLibrary);
    return stop;
  }, []);
  return library;
}
