import { useEffect, useId, useRef, useState, type KeyboardEvent, type ReactNode } from "react";
import type { Apply } from "./apply.ts";
import { useIsLocked } from "./Locked.tsx";
import styles from "./Editable.module.css";

export interface EditableTextProps {
  /** What is edited: the accessible name. */
  label: string;
  /** The value as it is typed. */
  value: string;
  /** How the value reads when it is not being edited; defaults to the value. */
  children?: ReactNode;
  /** @returns why the text cannot be used, or null when it was. */
  apply: Apply<string>;
  inputMode?: "decimal" | "numeric" | "text";
}

/** A value in running text: dashed underline; a click opens an input in its place. */
export function EditableText(props: EditableTextProps) {
  const { label, value, children = value, apply, inputMode = "text" } = props;
  const [isOpen, setIsOpen] = useState(false);
  const returnsFocus = useRef(false);
  if (useIsLocked()) return <span>{children}</span>;
  if (isOpen) {
    return (
      <OpenInput
        label={label}
        value={value}
        apply={apply}
        inputMode={inputMode}
        onClose={(isByKey) => {
          returnsFocus.current = isByKey;
          setIsOpen(false);
        }}
      />
    );
  }
  return (
    <button
      ref={(button) => {
        if (button === null || !returnsFocus.current) return;
        returnsFocus.current = false;
        button.focus();
      }}
      type="button"
      className={styles["term"]}
      aria-label={`${label}: ${value === "" ? "none" : value}`}
      onClick={() => {
        setIsOpen(true);
      }}
    >
      {children}
    </button>
  );
}

interface OpenInputProps {
  label: string;
  value: string;
  apply: Apply<string>;
  inputMode: "decimal" | "numeric" | "text";
  onClose: (isByKey: boolean) => void;
}

function OpenInput({ label, value, apply, inputMode, onClose }: OpenInputProps) {
  const [draft, setDraft] = useState(value);
  const [error, setError] = useState<string | null>(null);
  const errorId = useId();
  const input = useRef<HTMLInputElement>(null);

  useEffect(() => {
    input.current?.focus();
    input.current?.select();
  }, []);

  /** What cannot be used stays open with its reason; leaving it a second time drops it. */
  async function commit(isByKey: boolean): Promise<void> {
    const reason = draft.trim() === value ? null : await apply(draft);
    if (reason === null || (error !== null && !isByKey)) onClose(isByKey);
    else setError(reason);
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (event.key === "Enter") {
      // The focus goes back to the button, which must not take the same key for a press.
      event.preventDefault();
      void commit(true);
    } else if (event.key === "Escape") onClose(true);
  }

  return (
    <>
      <input
        ref={input}
        className={styles["input"]}
        aria-label={label}
        aria-invalid={error !== null}
        aria-describedby={error === null ? undefined : errorId}
        inputMode={inputMode}
        size={Math.max(3, draft.length)}
        value={draft}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => {
          setDraft(event.target.value);
        }}
        onBlur={() => {
          void commit(false);
        }}
        onKeyDown={onKeyDown}
      />
      {error !== null && (
        <span id={errorId} role="alert" className={styles["error"]}>
          {error}
        </span>
      )}
    </>
  );
}
