import { useState, type ReactNode } from "react";
import styles from "./ShareDialog.module.css";

export interface SaveButtonProps {
  children: ReactNode;
  /** The accessible name, where the words beside it are needed too. */
  label?: string;
  /** May throw an error whose message is a sentence. */
  save: () => void | Promise<void>;
}

/** A word that saves a file, and says in place why it could not. */
export function SaveButton({ children, label, save }: SaveButtonProps) {
  const [error, setError] = useState<string | null>(null);
  const [isBusy, setIsBusy] = useState(false);
  const run = async () => {
    // Not disabled meanwhile: the focus would be lost.
    if (isBusy) return;
    setIsBusy(true);
    try {
      await save();
      setError(null);
    } catch (cause) {
      setError(cause instanceof Error ? cause.message : "The file could not be made.");
    }
    setIsBusy(false);
  };
  return (
    <>
      <button
        type="button"
        className="text-button"
        aria-label={label}
        aria-busy={isBusy}
        onClick={() => void run()}
      >
        {children}
      </button>
      {error !== null && (
        <p role="alert" className={styles["error"]}>
          {error}
        </p>
      )}
    </>
  );
}
