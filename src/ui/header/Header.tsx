import { Suspense } from "react";
import { LazyProgressRule, LazyProgressWords } from "../progress/lazyProgress.ts";
import { CopyLink } from "./CopyLink.tsx";
import { ThemeSwitch } from "./ThemeSwitch.tsx";
import styles from "./Header.module.css";

const SUBTITLE = "Gradient descent at the edge of stability";

export interface HeaderProps {
  onShowPresets: () => void;
  onShowRuns: () => void;
}

export function Header({ onShowPresets, onShowRuns }: HeaderProps) {
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
        <CopyLink />
        <ThemeSwitch />
      </div>
      <Suspense>
        <LazyProgressRule />
      </Suspense>
    </header>
  );
}
