import styles from "./Kbd.module.css";

/** The key that does the same; known to screen readers through aria-keyshortcuts. */
export function Kbd({ children }: { children: string }) {
  return (
    <span className={styles["key"]} aria-hidden="true">
      {children}
    </span>
  );
}
