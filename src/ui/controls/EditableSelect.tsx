import { useState } from "react";
import type { Apply } from "./apply.ts";
import { useIsLocked } from "./Locked.tsx";
import styles from "./Editable.module.css";

export interface EditableSelectProps<T extends string> {
  label: string;
  value: T;
  options: readonly { value: T; text: string }[];
  /** @returns why the choice cannot be used, or null when it was. */
  apply: Apply<T>;
}

/** A choice in running text: a native select that reads like the words around it. */
export function EditableSelect<T extends string>(props: EditableSelectProps<T>) {
  const { label, value, options, apply } = props;
  const [error, setError] = useState<string | null>(null);
  const isLocked = useIsLocked();
  const choose = async (chosen: T) => {
    setError(await apply(chosen));
  };
  if (isLocked) return <span>{options.find((option) => option.value === value)?.text}</span>;
  return (
    <>
      <select
        className={styles["select"]}
        aria-label={label}
        value={value}
        onChange={(event) => {
          const chosen = options.find((option) => option.value === event.target.value);
          if (chosen !== undefined) void choose(chosen.value);
        }}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.text}
          </option>
        ))}
      </select>
      {error !== null && (
        <span role="alert" className={styles["error"]}>
          {error}
        </span>
      )}
    </>
  );
}
