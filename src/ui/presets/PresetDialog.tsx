import type { KeyboardEvent } from "react";
import { PRESETS } from "../../presets/presets.ts";
import { Dialog } from "../controls/Dialog.tsx";
import { MathText } from "../controls/MathText.tsx";
import { usePage, useSession } from "../page/PageContext.tsx";
import { PresetThumbnail } from "./PresetThumbnail.tsx";
import styles from "./PresetDialog.module.css";

/** All presets with their question and what each one shows. */
export function PresetDialog({ onClose }: { onClose: () => void }) {
  const page = usePage();
  const current = useSession((state) => state.presetId);
  const chooseByNumber = (event: KeyboardEvent<HTMLDialogElement>) => {
    const chosen = PRESETS[Number(event.key) - 1];
    if (chosen === undefined) return;
    page.choosePreset(chosen.id);
    event.currentTarget.close();
  };
  return (
    <Dialog
      title="Presets"
      shape="left"
      beside={<span className={styles["hint"]}>keys 1–{PRESETS.length}, Esc closes</span>}
      onKeyDown={chooseByNumber}
      onClose={onClose}
    >
      {(close) => (
        <ol className={styles["list"]}>
          {PRESETS.map((preset, index) => (
            <li key={preset.id}>
              <button
                type="button"
                className={styles["preset"]}
                aria-label={`${preset.title}: ${preset.question} ${preset.watch}`}
                aria-current={preset.id === current}
                onClick={() => {
                  page.choosePreset(preset.id);
                  close();
                }}
              >
                <PresetThumbnail presetId={preset.id} />
                <span className={styles["title"]}>
                  <b>{preset.title}</b>
                  <span className={styles["number"]} aria-hidden="true">
                    {index + 1}
                  </span>
                </span>
                <span className={styles["question"]}>
                  <MathText>{preset.question}</MathText>
                </span>
                <span className={styles["text"]}>
                  <MathText>{preset.watch}</MathText>
                </span>
                <span className={styles["text"]}>
                  <MathText>{preset.answers}</MathText>
                </span>
              </button>
            </li>
          ))}
        </ol>
      )}
    </Dialog>
  );
}
