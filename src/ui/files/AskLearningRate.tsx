import { useEffect, useId, useRef, useState } from "react";
import { MAX_LEARNING_RATE } from "../../model/schema/limits.ts";
import { readNumber } from "../controls/readNumber.ts";
import { usePage } from "../page/PageContext.tsx";
import type { UnsaidRate } from "../page/viewStore.ts";
import styles from "./OpenFiles.module.css";

/** η of a file that does not say it: without it there is no line 2/η to compare with. */
export function AskLearningRate({ asked }: { asked: UnsaidRate }) {
  const { viewStore } = usePage();
  const dialog = useRef<HTMLDialogElement>(null);
  const [draft, setDraft] = useState("");
  const [error, setError] = useState<string | null>(null);
  const id = useId();
  useEffect(() => {
    if (dialog.current?.open === false) dialog.current.showModal();
  }, []);
  const submit = () => {
    const value = readNumber(draft);
    if (value === null || !(value > 0 && value <= MAX_LEARNING_RATE)) {
      setError(`Type η as a number above 0 and at most ${MAX_LEARNING_RATE}, such as 0.1 or 2e-3.`);
      return;
    }
    asked.show(value);
  };
  return (
    <dialog
      ref={dialog}
      className={styles["ask"]}
      aria-labelledby={`${id}-heading`}
      onClose={() => {
        viewStore.setState({ unsaidRate: null });
      }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <h2 id={`${id}-heading`}>What was the step size?</h2>
        <p className={styles["file"]}>{asked.fileName}</p>
        <p>
          The file does not say <i>η</i>, and the line 2/<i>η</i> follows from it. A column
          learningRate or a comment “# eta=0.1” would say it.
        </p>
        <label htmlFor={`${id}-rate`}>
          <i>η</i> =
        </label>{" "}
        <input
          id={`${id}-rate`}
          aria-label="Step size η of the file"
          aria-invalid={error !== null}
          aria-describedby={error === null ? undefined : `${id}-error`}
          inputMode="decimal"
          autoComplete="off"
          value={draft}
          onChange={(event) => {
            setDraft(event.target.value);
          }}
        />
        {error !== null && (
          <p id={`${id}-error`} role="alert">
            {error}
          </p>
        )}
        <div className={styles["buttons"]}>
          <button type="submit" className="text-button">
            Show the run
          </button>
          <button
            type="button"
            className="text-button"
            onClick={() => {
              dialog.current?.close();
            }}
          >
            Cancel
          </button>
        </div>
      </form>
    </dialog>
  );
}
