import { useId } from "react";
import { useIsLocked } from "./Locked.tsx";
import { MathText } from "./MathText.tsx";
import styles from "./Choice.module.css";

export interface ChoiceProps<T extends string> {
  /** What is chosen, for screen readers; may also be shown beside. */
  label: string;
  options: readonly { value: T; text: string }[];
  value: T;
  onChange: (value: T) => void;
}

/** One of a few words: radio buttons that look like the words themselves. */
export function Choice<T extends string>({ label, options, value, onChange }: ChoiceProps<T>) {
  const name = useId();
  const isLocked = useIsLocked();
  if (isLocked) {
    return (
      <span>
        <MathText>{options.find((option) => option.value === value)?.text ?? ""}</MathText>
      </span>
    );
  }
  return (
    <fieldset className={styles["choice"]}>
      <legend className="visually-hidden">{label}</legend>
      {options.map((option) => (
        <label key={option.value} className={styles["option"]}>
          <input
            type="radio"
            className="visually-hidden"
            aria-label={option.text}
            name={name}
            value={option.value}
            checked={option.value === value}
            onChange={() => {
              onChange(option.value);
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
