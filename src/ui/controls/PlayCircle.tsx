import styles from "./PlayCircle.module.css";

export interface PlayCircleProps {
  label: string;
  isRunning: boolean;
  disabled: boolean;
  onClick: () => void;
  /** Where it stands. */
  className?: string | undefined;
}

/** The round button of a run. `--circle` is its size. */
export function PlayCircle({ label, isRunning, disabled, onClick, className }: PlayCircleProps) {
  return (
    <button
      type="button"
      className={`${styles["circle"]} ${className ?? ""}`}
      aria-label={label}
      disabled={disabled}
      onClick={onClick}
    >
      <svg width="14" height="16" viewBox="0 0 14 16" aria-hidden="true">
        {isRunning ? <path d="M1 1h4v14H1zM9 1h4v14H9z" /> : <path d="M2 1l12 7-12 7z" />}
      </svg>
    </button>
  );
}
