import { useEffect, useRef } from "react";
import { PRESETS } from "../../presets/presets.ts";
import { MathText } from "../controls/MathText.tsx";
import { usePage, useSession } from "../page/PageContext.tsx";
import styles from "./PresetDialog.module.css";

/** All presets with their question and what each one shows. */
export function PresetDialog({ onClose }: { onClose: () => void }) {
  const page = usePage();
  const current = useSession((state) => state.presetId);
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    if (dialog.current?.open === false) dialog.current.showModal();
  }, []);
  useEffect(() => {
    const element = dialog.current;
    if (element === null) return undefined;
    const onKeyDown = (event: KeyboardEvent) => {
      const chosen = PRESETS[Number(event.key) - 1];
      if (chosen === undefined) return;
      page.choosePreset(chosen.id);
      element.close();
    };
    const onClick = (event: MouseEvent) => {
      const isOutside = event.target === element;
      if (isOutside) element.close();
    };
    element.addEventListener("keydown", onKeyDown);
    element.addEventListener("click", onClick);
    return () => {
      element.removeEventListener("keydown", onKeyDown);
      element.removeEventListener("click", onClick);
    };
  }, [page]);
  return (
    <dialog
      ref={dialog}
      className={styles["dialog"]}
      aria-labelledby="presets-heading"
      onClose={onClose}
    >
      <div className={styles["content"]}>
        <div className={styles["head"]}>
          <h2 id="presets-heading" className={styles["heading"]}>
            Presets
          </h2>
          <span className={styles["hint"]}>keys 1–{PRESETS.length}, Esc closes</span>
          <button
            type="button"
            className="text-button"
            onClick={() => {
              dialog.current?.close();
            }}
          >
            Close
          </button>
        </div>
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
                  dialog.current?.close();
                }}
              >
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
      </div>
    </dialog>
  );
}
