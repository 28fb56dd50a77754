import type { ReactNode } from "react";
import { MathText } from "../controls/MathText.tsx";
import styles from "./ExperimentDetails.module.css";

/** A setting with its name, in the list of what the sentence leaves out. */
export function ExperimentRow({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className={styles["row"]}>
      <dt>
        <MathText>{name}</MathText>
      </dt>
      <dd>{children}</dd>
    </div>
  );
}
