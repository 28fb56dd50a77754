import { useEffect, useState } from "react";
import { loadPresets } from "../../presets/knownPresets.ts";
import type { Preset } from "../../presets/preset.ts";

/** All presets; null until they have come, and where they cannot. */
export function useLibrary(): readonly Preset[] | null {
  const [library, setLibrary] = useState<readonly Preset[] | null>(null);
  useEffect(() => {
    let isWanted = true;
    loadPresets().then(
      (presets) => {
        if (isWanted) setLibrary(presets);
      },
      () => undefined,
    );
    return () => {
      isWanted = false;
    };
  }, []);
  return library;
}
