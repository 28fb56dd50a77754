import { usePage, useSlowSession } from "../page/PageContext.tsx";
import { saveRun } from "../page/saveRun.ts";
import styles from "./Aside.module.css";

const STEPS_MS = 500;

/** Take the run away as data: every column at every step, in full precision. */
export function SaveRun() {
  const page = usePage();
  const { step } = useSlowSession(STEPS_MS);
  if (step < 0) return null;
  return (
    <section aria-label="Save the run" className={styles["save"]}>
      Save this run as{" "}
      <button type="button" className="text-button" onClick={() => void saveRun(page, "json")}>
        JSON
      </button>{" "}
      or{" "}
      <button type="button" className="text-button" onClick={() => void saveRun(page, "csv")}>
        CSV
      </button>
    </section>
  );
}
