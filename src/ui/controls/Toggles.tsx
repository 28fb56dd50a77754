import { useIsLocked } from "./Locked.tsx";
import { MathText } from "./MathText.tsx";
import styles from "./Choice.module.css";

export interface ToggleOption<T extends string> {
  value: T;
  /** What the box switches, for screen readers. */
  label: string;
  text: string;
  isOn: boolean;
}

export interface TogglesProps<T extends string> {
  label: string;
  options: readonly ToggleOption<T>[];
  onChange: (value: T, isOn: boolean) => void;
}

/** Any of a few words: check boxes that look like the words themselves. */
export function Toggles<T extends string>({ label, options, onChange }: TogglesProps<T>) {
  const isLocked = useIsLocked();
  if (isLocked) {
    const chosen = options.filter(({ isOn }) => isOn).map(({ text }) => text);
    return (
      <span>
        <MathText>{chosen.length === 0 ? "none" : chosen.join(", ")}</MathText>
      </span>
    );
  }
  return (
    <fieldset className={styles["choice"]}>
      <legend className="visually-hidden">{label}</legend>
      {options.map((option) => (
        <label key={option.value} className={styles["option"]}>
          <input
            type="checkbox"
            className="visually-hidden"
            aria-label={option.label}
            checked={option.isOn}
            onChange={(event) => {
              onChange(option.value, event.target.checked);
            }}
          />
          <span className={styles["text"]}>
            <MathText>{option.text}</MathText>
          </span>
        </label>
      ))}
    </fieldset>
  );
}
