import { useEffect, useRef } from "react";
import { SymbolWords } from "../glossary/ExplainSymbols.tsx";
import { SYMBOLS } from "../glossary/symbols.ts";
import { KEY_GROUPS } from "./keys.ts";
import styles from "./KeysDialog.module.css";

/** The shortcut sheet, and below the keys every symbol with its formula. */
export function KeysDialog({ onClose }: { onClose: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const element = dialog.current;
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
  }, []);
  return (
    <dialog
      ref={dialog}
      className={styles["dialog"]}
      aria-labelledby="keys-heading"
      onClose={onClose}
    >
      <div className={styles["content"]}>
        <div className={styles["head"]}>
          <h2 id="keys-heading" className={styles["heading"]}>
            Keys and symbols
          </h2>
          <button type="button" className="text-button" onClick={() => dialog.current?.close()}>
            Close
          </button>
        </div>
        <div className={styles["groups"]}>
          {KEY_GROUPS.map(({ title, rows }) => (
            <section key={title} aria-label={title}>
              <h3>{title}</h3>
              <dl className={styles["keys"]}>
                {rows.map(({ shown, does }) => (
                  <div key={shown}>
                    <dt>
                      <kbd>{shown}</kbd>
                    </dt>
                    <dd>{does}</dd>
                  </div>
                ))}
              </dl>
            </section>
          ))}
        </div>
        <h3 className={styles["subheading"]}>Symbols</h3>
        <ul className={styles["symbols"]}>
          {SYMBOLS.map((entry) => (
            <li key={entry.symbol}>
              <SymbolWords entry={entry} />
            </li>
          ))}
        </ul>
      </div>
    </dialog>
  );
}
