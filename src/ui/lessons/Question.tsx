import { rightChoice, type Ask } from "../../lessons/lesson.ts";
import type { RunRows } from "../../lessons/runRows.ts";
import { MathText } from "../controls/MathText.tsx";
import { Kbd } from "../controls/Kbd.tsx";
import styles from "./Question.module.css";

export interface QuestionProps {
  ask: Ask;
  /** The choice made, or null where the run answers alone; undefined before. */
  answer: number | null | undefined;
  /** The run with its answer in it; null while it is on its way. */
  run: RunRows | null;
  onChoose: (choice: number) => void;
}

/** A prediction to make, then what the run did. */
export function Question({ ask, answer, run, onChoose }: QuestionProps) {
  return (
    <section className={styles["question"]} aria-label="Your prediction">
      <p className={styles["words"]}>
        <MathText>{ask.question}</MathText>
      </p>
      {answer === undefined ? (
        <ol className={styles["choices"]}>
          {ask.choices.map(({ text }, index) => (
            <li key={text}>
              <button
                type="button"
                className={styles["choice"]}
                aria-keyshortcuts={String(index + 1)}
                onClick={() => {
                  onChoose(index);
                }}
              >
                <Kbd>{String(index + 1)}</Kbd>
                <span>
                  <MathText>{text}</MathText>
                </span>
              </button>
            </li>
          ))}
        </ol>
      ) : (
        <Answer ask={ask} answer={answer} right={run === null ? null : rightChoice(ask, run)} />
      )}
      {answer !== undefined && (
        <output className={styles["verdict"]}>
          {run === null ? "The run answers…" : verdict(answer, rightChoice(ask, run))}
        </output>
      )}
    </section>
  );
}

function verdict(answer: number | null, right: number | null): string {
  if (right === null) return "On this machine the run singles out none of these answers.";
  if (answer === null) return `The run answers: ${right + 1}.`;
  return answer === right ? "Yes, that is what the run did." : `No. The run did ${right + 1}.`;
}

function Answer({ ask, answer, right }: { ask: Ask; answer: number | null; right: number | null }) {
  return (
    <ol className={styles["choices"]}>
      {ask.choices.map(({ text }, index) => (
        <li
          key={text}
          className={`${styles["answered"]} ${index === right ? styles["right"] : ""}`}
        >
          <Kbd>{String(index + 1)}</Kbd>
          <span className={index === answer ? styles["mine"] : undefined}>
            <MathText>{text}</MathText>
            {index === answer && <span className="visually-hidden">, your answer</span>}
          </span>
        </li>
      ))}
    </ol>
  );
}
