import { findPreset, PRESETS } from "../../presets/presets.ts";
import { useSession } from "../page/PageContext.tsx";
import { useIsFixed } from "../page/parts.ts";
import styles from "./CurrentPreset.module.css";

/** The preset that runs, as the button that leads to the others. */
export function CurrentPreset({ onShowPresets }: { onShowPresets: () => void }) {
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
        ? `choose one of ${PRESETS.length} presets`
        : `Preset ${PRESETS.indexOf(preset) + 1} of ${PRESETS.length}${isChanged ? ", changed" : ""}`;
  const isFixed = useIsFixed("presets");
  const title = preset?.title ?? file?.name ?? "Your own experiment";
  if (isFixed) {
    return (
      <p className={styles["preset"]}>
        <b>{title}</b>
        {(preset !== undefined || file !== null) && <span>{place}</span>}
      </p>
    );
  }
  return (
    <button
      type="button"
      className={styles["preset"]}
      aria-haspopup="dialog"
      onClick={onShowPresets}
    >
      <b>{title}</b>
      <span>{place}</span>
    </button>
  );
}
