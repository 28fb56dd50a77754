import { useEffect, useId, useState, type KeyboardEvent, type ReactNode } from "react";
import styles from "./Dialog.module.css";

export interface DialogProps {
  title: string;
  /**
   * Wide below either end of the header, a card beside the charts, which stay clear, or over the whole
   * screen.
   */
  shape: "left" | "right" | "card" | "screen";
  /** Between title and Close. */
  beside?: ReactNode;
  onKeyDown?: (event: KeyboardEvent<HTMLDialogElement>) => void;
  /** It has closed: by its button, by Escape or by a press outside. */
  onClose: () => void;
  children: (close: () => void) => ReactNode;
}

/** A modal dialog with its title and a button that closes it. */
export function Dialog({ title, shape, beside, onKeyDown, onClose, children }: DialogProps) {
  const [element, setElement] = useState<HTMLDialogElement | null>(null);
  const heading = useId();
  const close = () => {
    element?.close();
  };
  useEffect(() => {
    if (element === null) return undefined;
    const opener = document.activeElement;
    const isPointed = opener instanceof HTMLButtonElement && !opener.matches(":focus-visible");
    if (!element.open) element.showModal();
    // The browser gives the focus back to the opener. That is for those who went there by Tab; for
    // others the keys of the page, arrows and Space, go on from where they were.
    const giveBack = () => {
      if (isPointed && document.activeElement === opener) opener.blur();
    };
    // Before `onClose`, which takes the dialog and its listeners away.
    element.addEventListener("close", giveBack, { capture: true });
    const onClick = (event: MouseEvent) => {
      const isOutside = event.target === element;
      if (isOutside) element.close();
    };
    element.addEventListener("click", onClick);
    return () => {
      element.removeEventListener("click", onClick);
      element.removeEventListener("close", giveBack, { capture: true });
    };
  }, [element]);
  return (
    <dialog
      ref={setElement}
      className={`${styles["dialog"]} ${styles[shape]}`}
      aria-labelledby={heading}
      onKeyDown={onKeyDown}
      onClose={(event) => {
        // React tells an outer dialog too when one opened from it closes.
        if (event.target === event.currentTarget) onClose();
      }}
    >
      <div className={styles["content"]}>
        <div className={styles["head"]}>
          <h2 id={heading}>{title}</h2>
          {beside}
          <button type="button" className="text-button" onClick={close}>
            Close
          </button>
        </div>
        {children(close)}
      </div>
    </dialog>
  );
}
