import styles from "./ExperimentSentence.module.css";

/** In the place of the experiment, where there is none that could be run. */
export function ForeignNote() {
  return (
    <p className={styles["sentence"]}>
      Opened from a file that another program wrote. What it trained is not known here, so the run
      is shown and cannot be continued.
    </p>
  );
}
