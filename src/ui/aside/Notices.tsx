import { useState } from "react";
import { MathText } from "../controls/MathText.tsx";
import { usePage, useSlowSession, useView } from "../page/PageContext.tsx";
import styles from "./Aside.module.css";

const NOTICES_MS = 500;

/** More would push the pictures out of sight. */
const AT_ONCE = 5;

/** What a link had to have corrected, where it runs otherwise than asked, and the run's warnings. */
export function Notices() {
  const { player, viewStore } = usePage();
  const [showsAll, setShowsAll] = useState(false);
  const corrections = useView((state) => state.notices);
  const { backend, backendChoice } = useSlowSession(NOTICES_MS);
  const elsewhere =
    backend !== null && backendChoice !== "auto" && backend.name !== backendChoice
      ? [`This run asks for ${backendChoice} and runs on ${backend.name}. ${backend.reason}`]
      : [];
  const notices = [...corrections, ...elsewhere, ...player.history().annotations.warnings];
  if (notices.length === 0) return null;
  const shown = showsAll || notices.length <= AT_ONCE + 1 ? notices : notices.slice(0, AT_ONCE);
  return (
    <section aria-label="Notices" className={styles["notices"]}>
      <ul>
        {shown.map((notice) => (
          <li key={notice}>
            <MathText>{notice}</MathText>
          </li>
        ))}
      </ul>
      {shown.length < notices.length && (
        <button
          type="button"
          className="text-button"
          onClick={() => {
            setShowsAll(true);
          }}
        >
          And {notices.length - shown.length} more
        </button>
      )}{" "}
      {corrections.length > 0 && (
        <button
          type="button"
          className="text-button"
          onClick={() => {
            viewStore.setState({ notices: [] });
          }}
        >
          Dismiss
        </button>
      )}
    </section>
  );
}
