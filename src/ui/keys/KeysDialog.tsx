import { Documents } from "../aside/Documents.tsx";
import { Dialog } from "../controls/Dialog.tsx";
import { SymbolWords } from "../glossary/ExplainSymbols.tsx";
import { SYMBOLS } from "../glossary/symbols.ts";
import { KEY_GROUPS } from "./keys.ts";
import styles from "./KeysDialog.module.css";

/** The shortcut sheet, and below the keys every symbol with its formula. */
export function KeysDialog({ onClose }: { onClose: () => void }) {
  return (
    <Dialog title="Keys and symbols" shape="right" onClose={onClose}>
      {() => (
        <>
          <Documents />
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
        </>
      )}
    </Dialog>
  );
}
