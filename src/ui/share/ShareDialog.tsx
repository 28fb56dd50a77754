import { Dialog } from "../controls/Dialog.tsx";
import { usePage, useSession, useSlowSession } from "../page/PageContext.tsx";
import { FigureRows } from "./FigureRows.tsx";
import { HandoutRow } from "./HandoutRow.tsx";
import { LinkPart } from "./LinkPart.tsx";
import { OpenTrace } from "./OpenTrace.tsx";
import { Row } from "./Row.tsx";
import { saveCsv, saveJson } from "./runFiles.ts";
import { SaveButton } from "./SaveButton.tsx";
import { ScriptRow } from "./ScriptRow.tsx";
import { SlideRows } from "./SlideRows.tsx";
import styles from "./ShareDialog.module.css";

const STEPS_MS = 500;

/** The run and the view for others: a link, files to take away, and the way back in. */
export function ShareDialog({ onClose }: { onClose: () => void }) {
  const hasRows = useSlowSession(STEPS_MS).step >= 0;
  const isForeign = useSession((state) => state.status === "foreign");
  return (
    <Dialog title="Share this view" shape="card" onClose={onClose}>
      {(close) => (
        <>
          {isForeign ? (
            <p>This run was computed elsewhere, so no link can open it. Pass on its file.</p>
          ) : (
            <LinkPart />
          )}
          <hr className={styles["hair"]} />
          {hasRows && (
            <>
              <FigureRows />
              <SlideRows />
              <HandoutRow />
              <Row name="Numbers">
                <Numbers isForeign={isForeign} />
              </Row>
              {!isForeign && <ScriptRow />}
            </>
          )}
          <Row name="Bring back">
            <OpenTrace onOpened={close} />
          </Row>
        </>
      )}
    </Dialog>
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
