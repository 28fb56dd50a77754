import { Suspense } from "react";
import { LazyProgressRule, LazyProgressWords } from "../progress/lazyProgress.ts";
import { CopyLink } from "./CopyLink.tsx";
import { ThemeSwitch } from "./ThemeSwitch.tsx";
import styles from "./Header.module.css";

const SUBTITLE = "Gradient descent at the edge of stability";

export function Header({ onShowPresets }: { onShowPresets: () => void }) {
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
        <CopyLink />
        <ThemeSwitch />
      </div>
      <Suspense>
        <LazyProgressRule />
      </Suspense>
    </header>
  );
}
