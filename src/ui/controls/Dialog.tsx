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
    if (!element.open) element.showModal();
    const onClick = (event: MouseEvent) => {
      const isOutside = event.target === element;
      if (isOutside) element.close();
    };
    element.addEventListener("click", onClick);
    return () => {
      element.removeEventListener("click", onClick);
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
