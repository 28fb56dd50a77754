import { formatStep } from "../../charts/format.ts";
import { Kbd } from "../controls/Kbd.tsx";
import { usePage, useSession } from "../page/PageContext.tsx";
import styles from "./Transport.module.css";

/** Takes the place of what is for the head. Says that panels show an earlier step, and leads back to the head. */
export function StepShown({ playhead }: { playhead: number }) {
  const { setPlayhead, branchHere } = usePage();
  const head = useSession((state) => state.step);
  return (
    <p className={styles["shown"]}>
      Looking at step {formatStep(playhead)} of {formatStep(head)}
      <button
        type="button"
        className="text-button"
        aria-keyshortcuts="Escape"
        onClick={() => {
          setPlayhead(null);
        }}
      >
        Back to the head
      </button>
      <Kbd>Esc</Kbd>
      <button type="button" className={`text-button ${styles["branch"]}`} onClick={branchHere}>
        Branch here
      </button>
    </p>
  );
}
