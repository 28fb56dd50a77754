import type { ReactNode } from "react";
import styles from "./ShareDialog.module.css";

/** A line of the dialog: what it is about, and what can be done. */
export function Row({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className={styles["row"]}>
      <span className={styles["name"]}>{name}</span>
      <div className={styles["choices"]}>{children}</div>
    </div>
  );
}
