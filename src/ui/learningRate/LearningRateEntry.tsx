import { useId, useState } from "react";
import { usePage, useSession } from "../page/PageContext.tsx";
import { useIsFixed } from "../page/parts.ts";
import { applyTypedRate } from "./typedRate.ts";
import { useLearningRate } from "./useLearningRate.ts";
import styles from "./LearningRate.module.css";

/** η as exact text; a decimal comma is as good as a point. */
export function LearningRateEntry({ className }: { className: string }) {
  const page = usePage();
  const learningRate = useLearningRate();
  const isForeign = useSession((state) => state.status === "foreign");
  const [draft, setDraft] = useState<string | null>(null);
  const [error, setError] = useState<string | null>(null);
  const errorId = useId();
  const isFixed = useIsFixed("rate");
  const text = draft ?? String(learningRate);

  /** @returns whether the entry is no longer needed */
  function commit(): boolean {
    if (draft === null) return true;
    const reason = applyTypedRate(draft, page.setLearningRate);
    setError(reason);
    if (reason === null) setDraft(null);
    return reason === null;
  }

  if (isFixed) {
    return (
      <span className={`${className} ${styles["fixed"]}`}>
        <span className="visually-hidden">Step size η </span>
        {text}
      </span>
    );
  }

  return (
    <span className={styles["field"]}>
      <input
        className={className}
        aria-label="Step size η"
        aria-invalid={error !== null}
        aria-describedby={error === null ? undefined : errorId}
        inputMode="decimal"
        autoComplete="off"
        readOnly={isForeign}
        size={Math.max(3, text.length)}
        value={text}
        onChange={(event) => {
          setDraft(event.target.value);
        }}
        onBlur={commit}
        onKeyDown={(event) => {
          // The keys go back to the run: Space plays on under the new η.
          if (event.key === "Enter" && commit()) event.currentTarget.blur();
          if (event.key === "Escape") {
            setDraft(null);
            setError(null);
          }
        }}
      />
      {error !== null && (
        <span id={errorId} role="alert" className={styles["error"]}>
          {error}
        </span>
      )}
    </span>
  );
}
