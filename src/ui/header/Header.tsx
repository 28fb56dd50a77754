import { Suspense } from "react";
import { Kbd } from "../controls/Kbd.tsx";
import { useRovingFocus } from "../controls/useRovingFocus.ts";
import type { DialogName } from "../Dialogs.tsx";
import { usePage } from "../page/PageContext.tsx";
import { useIsFixed, useIsHidden } from "../page/parts.ts";
import { LazyProgressRule, LazyProgressWords } from "../progress/lazyProgress.ts";
import { ThemeSwitch } from "./ThemeSwitch.tsx";
import styles from "./Header.module.css";

const SUBTITLE = "Gradient descent at the edge of stability";

export interface HeaderProps {
  isInLesson: boolean;
  onShow: (dialog: DialogName) => void;
}

/** One tab stop, whatever is added to it: arrow keys go from word to word. */
export function Header({ isInLesson, onShow }: HeaderProps) {
  const isFixed = useIsFixed("presets");
  const hasNoPresets = useIsHidden("presets") || isFixed;
  const { setMode } = usePage();
  const actions = useRovingFocus<HTMLDivElement>(":scope > button");
  return (
    <header className={styles["header"]}>
      <p className={styles["mark"]}>Brink</p>
      <p className={styles["subtitle"]}>
        <Suspense fallback={SUBTITLE}>
          <LazyProgressWords idle={SUBTITLE} />
        </Suspense>
      </p>
      <div ref={actions} role="toolbar" aria-label="Page" className={styles["actions"]}>
        {!hasNoPresets && (
          <button
            type="button"
            className={styles["action"]}
            onClick={() => {
              onShow("presets");
            }}
          >
            Presets
          </button>
        )}
        {!isFixed && (
          <>
            <button
              type="button"
              className={`${styles["action"]} ${isInLesson ? styles["current"] : ""}`}
              aria-haspopup="dialog"
              onClick={() => {
                onShow("lessons");
              }}
            >
              Lessons
            </button>
            <button
              type="button"
              className={styles["action"]}
              aria-haspopup="dialog"
              onClick={() => {
                onShow("runs");
              }}
            >
              Runs
            </button>
          </>
        )}
        <button
          type="button"
          className={styles["action"]}
          aria-haspopup="dialog"
          onClick={() => {
            onShow("share");
          }}
        >
          Share
        </button>
        <button
          type="button"
          className={`${styles["action"]} ${styles["keys"]}`}
          aria-keyshortcuts="l"
          onClick={() => {
            setMode("lecture");
          }}
        >
          Lecture<Kbd>L</Kbd>
        </button>
        <button
          type="button"
          className={`${styles["action"]} ${styles["keys"]}`}
          aria-keyshortcuts="?"
          aria-haspopup="dialog"
          onClick={() => {
            onShow("keys");
          }}
        >
          Keys<Kbd>?</Kbd>
        </button>
        <ThemeSwitch />
      </div>
      <Suspense>
        <LazyProgressRule />
      </Suspense>
    </header>
  );
}
