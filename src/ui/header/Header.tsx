import { ThemeSwitch } from "./ThemeSwitch.tsx";
import styles from "./Header.module.css";

export interface HeaderProps {
  onShowPresets: () => void;
  onShare: () => void;
}

export function Header({ onShowPresets, onShare }: HeaderProps) {
  return (
    <header className={styles["header"]}>
      <p className={styles["mark"]}>Brink</p>
      <p className={styles["subtitle"]}>Gradient descent at the edge of stability</p>
      <div className={styles["actions"]}>
        <button type="button" className={styles["action"]} onClick={onShowPresets}>
          Presets
        </button>
        <button type="button" className={styles["action"]} aria-haspopup="dialog" onClick={onShare}>
          Share
        </button>
        <ThemeSwitch />
      </div>
    </header>
  );
}
