import type { Preset } from "../../presets/preset.ts";
import { MathText } from "../controls/MathText.tsx";
import { PresetThumbnail } from "./PresetThumbnail.tsx";
import styles from "./PresetDialog.module.css";

export interface PresetEntryProps {
  preset: Preset;
  /** The digit that chooses it, where one does. */
  keyNumber: number | null;
  isCurrent: boolean;
  onChoose: () => void;
}

/** One preset of the dialog: sharpness against its line, title, question, what to watch. */
export function PresetEntry({ preset, keyNumber, isCurrent, onChoose }: PresetEntryProps) {
  const { title, question, watch } = preset;
  // The dialog opens on what it marks as current; React's own autoFocus comes before it is open.
  const focusFirst = (button: HTMLButtonElement | null) => {
    button?.toggleAttribute("autofocus", isCurrent);
  };
  return (
    <button
      type="button"
      ref={focusFirst}
      className={styles["preset"]}
      aria-label={`${title}: ${question} ${watch}`}
      aria-current={isCurrent}
      onClick={onChoose}
    >
      <PresetThumbnail presetId={preset.id} />
      <span className={styles["title"]}>
        <b>{title}</b>
        {keyNumber !== null && (
          <span className={styles["number"]} aria-hidden="true">
            {keyNumber}
          </span>
        )}
      </span>
      <span className={styles["question"]}>
        <MathText>{question}</MathText>
      </span>
      <span className={styles["text"]}>
        <MathText>{watch}</MathText>
      </span>
    </button>
  );
}
