import { useState, type ReactNode } from "react";
import { readWhole } from "../controls/readNumber.ts";
import styles from "./OwnData.module.css";

export function ChoiceRow({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className={styles["row"]}>
      <span className={styles["name"]}>{name}</span>
      <div>{children}</div>
    </div>
  );
}

export interface WholeFieldProps {
  label: string;
  value: number;
  onChange: (value: number) => void;
}

/** A whole number; what is not one is marked and changes nothing. */
export function WholeField({ label, value, onChange }: WholeFieldProps) {
  const [draft, setDraft] = useState<string | null>(null);
  return (
    <input
      className={styles["whole"]}
      aria-label={label}
      aria-invalid={draft !== null && readWhole(draft) === null}
      inputMode="numeric"
      autoComplete="off"
      value={draft ?? String(value)}
      onChange={(event) => {
        const text = event.target.value;
        setDraft(text);
        const whole = readWhole(text);
        if (whole !== null) onChange(whole);
      }}
      onBlur={() => {
        setDraft(null);
      }}
    />
  );
}
