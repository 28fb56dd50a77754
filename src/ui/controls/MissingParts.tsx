import { useStore } from "zustand";
import { missingParts } from "./missingParts.ts";
import styles from "./MissingParts.module.css";

/** What was asked for and did not load: above everything else, since it stands for what was to open. */
export function MissingParts() {
  const parts = useStore(missingParts, (state) => state.parts);
  if (parts.length === 0) return null;
  return (
    <div role="alert" className={styles["missing"]}>
      {parts.map(({ name, sentence, again }) => (
        <p key={name}>
          {sentence}{" "}
          {again !== null && (
            <button
              type="button"
              className="text-button"
              aria-label={`Try again: ${name}`}
              onClick={again}
            >
              Try again
            </button>
          )}
        </p>
      ))}
      <button
        type="button"
        className="text-button"
        onClick={() => {
          missingParts.setState({ parts: [] });
        }}
      >
        Dismiss
      </button>
    </div>
  );
}
