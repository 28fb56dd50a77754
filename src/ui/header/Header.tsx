import { Kbd } from "../controls/Kbd.tsx";
import { useRovingFocus } from "../controls/useRovingFocus.ts";
import { CopyLink } from "./CopyLink.tsx";
import { ThemeSwitch } from "./ThemeSwitch.tsx";
import styles from "./Header.module.css";

export interface HeaderProps {
  onShowPresets: () => void;
  onShowKeys: () => void;
}

/** One tab stop, whatever is added to it: arrow keys go from word to word. */
export function Header({ onShowPresets, onShowKeys }: HeaderProps) {
  const actions = useRovingFocus<HTMLDivElement>(":scope > button");
  return (
    <header className={styles["header"]}>
      <p className={styles["mark"]}>Brink</p>
      <p className={styles["subtitle"]}>Gradient descent at the edge of stability</p>
      <div ref={actions} role="toolbar" aria-label="Page" className={styles["actions"]}>
        <button type="button" className={styles["action"]} onClick={onShowPresets}>
          Presets
        </button>
        <CopyLink />
        <button
          type="button"
          className={`${styles["action"]} ${styles["keys"]}`}
          aria-keyshortcuts="?"
          aria-haspopup="dialog"
          onClick={onShowKeys}
        >
          Keys<Kbd>?</Kbd>
        </button>
        <ThemeSwitch />
      </div>
    </header>
  );
}
