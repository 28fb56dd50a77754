import { useEffect, useRef } from "react";
import { usePage, useSession, useSlowSession } from "../page/PageContext.tsx";
import { FigureRows } from "./FigureRows.tsx";
import { LinkPart } from "./LinkPart.tsx";
import { OpenTrace } from "./OpenTrace.tsx";
import { Row } from "./Row.tsx";
import { saveCsv, saveJson } from "./runFiles.ts";
import { SaveButton } from "./SaveButton.tsx";
import { ScriptRow } from "./ScriptRow.tsx";
import styles from "./ShareDialog.module.css";

const STEPS_MS = 500;

/** The run and the view for others: a link, files to take away, and the way back in. */
export function ShareDialog({ onClose }: { onClose: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const hasRows = useSlowSession(STEPS_MS).step >= 0;
  const isForeign = useSession((state) => state.status === "foreign");
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
  const close = () => {
    dialog.current?.close();
  };
  return (
    <dialog
      ref={dialog}
      className={styles["dialog"]}
      aria-labelledby="share-heading"
      onClose={onClose}
    >
      <div className={styles["content"]}>
        <div className={styles["head"]}>
          <h2 id="share-heading">Share this view</h2>
          <button type="button" className="text-button" onClick={close}>
            Close
          </button>
        </div>
        {isForeign ? (
          <p>This run was computed elsewhere, so no link can open it. Pass on its file.</p>
        ) : (
          <LinkPart />
        )}
        <hr className={styles["hair"]} />
        {hasRows && (
          <>
            <FigureRows />
            <Row name="Numbers">
              <Numbers isForeign={isForeign} />
            </Row>
            {!isForeign && <ScriptRow />}
          </>
        )}
        <Row name="Bring back">
          <OpenTrace onOpened={close} />
        </Row>
      </div>
    </dialog>
  );
}

function Numbers({ isForeign }: { isForeign: boolean }) {
  const page = usePage();
  return (
    <>
      <SaveButton save={() => saveCsv(page)}>CSV</SaveButton>
      {!isForeign && (
        <SaveButton
          save={() => {
            saveJson(page);
          }}
        >
          JSON trace
        </SaveButton>
      )}
    </>
  );
}
