import { Suspense } from "react";
import { LazyProgressRule, LazyProgressWords } from "../progress/lazyProgress.ts";
import { ThemeSwitch } from "./ThemeSwitch.tsx";
import styles from "./Header.module.css";

const SUBTITLE = "Gradient descent at the edge of stability";

export interface HeaderProps {
  onShowPresets: () => void;
  onShowRuns: () => void;
  onShare: () => void;
}

export function Header({ onShowPresets, onShowRuns, onShare }: HeaderProps) {
  return (
    <header className={styles["header"]}>
      <p className={styles["mark"]}>Brink</p>
      <p className={styles["subtitle"]}>
        <Suspense fallback={SUBTITLE}>
          <LazyProgressWords idle={SUBTITLE} />
        </Suspense>
      </p>
      <div className={styles["actions"]}>
        <button type="button" className={styles["action"]} onClick={onShowPresets}>
          Presets
        </button>
        <button
          type="button"
          className={styles["action"]}
          aria-haspopup="dialog"
          onClick={onShowRuns}
        >
          Runs
        </button>
        <button type="button" className={styles["action"]} aria-haspopup="dialog" onClick={onShare}>
          Share
        </button>
        <ThemeSwitch />
      </div>
      <Suspense>
        <LazyProgressRule />
      </Suspense>
    </header>
  );
}
