import { useId, type KeyboardEvent } from "react";
import { PRESET_GROUPS, PRESETS } from "../../presets/presets.ts";
import { Dialog } from "../controls/Dialog.tsx";
import { useRovingFocus } from "../controls/useRovingFocus.ts";
import { usePage, useSession } from "../page/PageContext.tsx";
import styles from "./PresetDialog.module.css";
import { PresetEntry } from "./PresetEntry.tsx";

/** This many presets have a key. */
const KEYS = 9;

/** All presets by topic, each with its question and what to watch. */
export function PresetDialog({ onClose }: { onClose: () => void }) {
  const page = usePage();
  const headings = useId();
  const list = useRovingFocus<HTMLDivElement>("button");
  const current = useSession((state) => state.presetId);
  const chooseByNumber = (event: KeyboardEvent<HTMLDialogElement>) => {
    if (event.ctrlKey || event.metaKey || event.altKey || !/^[1-9]$/.test(event.key)) return;
    const chosen = PRESETS[Number(event.key) - 1];
    if (chosen === undefined) return;
    page.choosePreset(chosen.id);
    event.currentTarget.close();
  };
  return (
    <Dialog
      title="Presets"
      shape="left"
      beside={<span className={styles["hint"]}>keys 1–{KEYS}, arrows, Esc closes</span>}
      onKeyDown={chooseByNumber}
      onClose={onClose}
    >
      {(close) => (
        <div className={styles["library"]} ref={list}>
          {PRESET_GROUPS.map(({ topic, presets }, group) => (
            <section key={topic} aria-labelledby={`${headings}${group}`}>
              <h3 id={`${headings}${group}`} className={styles["topic"]}>
                {topic}
              </h3>
              <ol className={styles["list"]}>
                {presets.map((preset) => {
                  const place = PRESETS.indexOf(preset) + 1;
                  return (
                    <li key={preset.id}>
                      <PresetEntry
                        preset={preset}
                        keyNumber={place <= KEYS ? place : null}
                        isCurrent={preset.id === current}
                        onChoose={() => {
                          page.choosePreset(preset.id);
                          close();
                        }}
                      />
                    </li>
                  );
                })}
              </ol>
            </section>
          ))}
        </div>
      )}
    </Dialog>
  );
}
