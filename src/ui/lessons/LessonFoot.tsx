import styles from "./LessonPanel.module.css";

/** What Space does now: after the key on a desk, alone on a phone. */
const WORDS = {
  hurry: { after: "runs there at once", alone: "Run there" },
  answer: { after: "lets the run answer", alone: "Let the run answer" },
  continue: { after: "continues", alone: "Continue" },
  end: { after: "ends the lesson", alone: "End the lesson" },
} as const;

export interface LessonFootProps {
  index: number;
  count: number;
  does: keyof typeof WORDS;
  onContinue: () => void;
  onBack: () => void;
}

/** How far the lesson has come, and the ways on and back. */
export function LessonFoot({ index, count, does, onContinue, onBack }: LessonFootProps) {
  const places = Array.from({ length: count }, (_, place) => place);
  return (
    <div className={styles["foot"]}>
      <button
        type="button"
        className={styles["continue"]}
        aria-keyshortcuts="Space"
        onClick={onContinue}
      >
        <span className={styles["wide"]}>
          <b>Space</b> {WORDS[does].after}
        </span>
        <span className={styles["narrow"]}>{WORDS[does].alone}</span>
      </button>
      <button
        type="button"
        className={styles["back"]}
        aria-keyshortcuts="Backspace"
        disabled={index === 0}
        onClick={onBack}
      >
        Back
      </button>
      <span className={styles["dashes"]} aria-hidden="true">
        {places.map((place) => (
          <i key={place} className={place <= index ? styles["passed"] : undefined} />
        ))}
      </span>
    </div>
  );
}
