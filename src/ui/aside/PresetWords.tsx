import { findPreset } from "../../presets/knownPresets.ts";
import { MathText } from "../controls/MathText.tsx";
import { useSession } from "../page/PageContext.tsx";
import styles from "./Aside.module.css";

/** The two sentences of the preset. */
export function PresetWords() {
  const preset = useSession((state) => findPreset(state.presetId));
  if (preset === undefined) return null;
  return (
    <section aria-label="About this preset" className={styles["words"]}>
      <p>
        <b>What to watch</b> <MathText>{preset.watch}</MathText>
      </p>
      <p>
        <b>What it answers</b> <MathText>{preset.answers}</MathText>
      </p>
    </section>
  );
}
