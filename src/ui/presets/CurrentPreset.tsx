import { Suspense } from "react";
import { findPreset } from "../../presets/knownPresets.ts";
import type { Preset } from "../../presets/preset.ts";
import { lazyPart } from "../controls/lazyPart.tsx";
import { useSession } from "../page/PageContext.tsx";
import { useIsFixed } from "../page/parts.ts";
import styles from "./CurrentPreset.module.css";
import { useLibrary } from "./useLibrary.ts";

const PresetThumbnail = lazyPart(
  async () => (await import("./PresetThumbnail.tsx")).PresetThumbnail,
);

/** The preset that runs, as the button that leads to the others. */
export function CurrentPreset({ onShowPresets }: { onShowPresets: () => void }) {
  const library = useLibrary();
  const preset = useSession((state) => findPreset(state.presetId));
  const isChanged = useSession(
    (state) =>
      preset !== undefined &&
      JSON.stringify(preset.experiment) !== JSON.stringify(state.experiment),
  );
  const file = useSession((state) => state.file);
  const place =
    file !== null
      ? "opened from a file"
      : preset === undefined
        ? `choose one of ${library?.length ?? "the"} presets`
        : `${placeWords(preset, library)}${isChanged ? ", changed" : ""}`;
  const isFixed = useIsFixed("presets");
  const title = preset?.title ?? file?.name ?? "Your own experiment";
  const hasPlace = !isFixed || preset !== undefined || file !== null;
  const words = (
    <>
      {preset !== undefined && preset.isPaperSize !== true && (
        <span className={styles["thumbnail"]}>
          <Suspense>
            <PresetThumbnail presetId={preset.id} />
          </Suspense>
        </span>
      )}
      <b>{title}</b>
      {hasPlace && <span className={styles["place"]}>{place}</span>}
    </>
  );
  if (isFixed) return <div className={styles["preset"]}>{words}</div>;
  return (
    <button
      type="button"
      className={styles["preset"]}
      aria-haspopup="dialog"
      onClick={onShowPresets}
    >
      {words}
    </button>
  );
}

function placeWords(preset: Preset, library: readonly Preset[] | null): string {
  if (library === null) return "Preset";
  return `Preset ${library.indexOf(preset) + 1} of ${library.length}`;
}
