import { formatStep } from "../../charts/format.ts";
import { useSlowSession } from "../page/PageContext.tsx";
import styles from "./Transport.module.css";

const WORDS_MS = 200;

/** Stands for the transport where a link leaves the run to itself: how far it is. */
export function FixedTransport() {
  const { status, step } = useSlowSession(WORDS_MS);
  const verb = status === "running" ? "Running, step" : "At step";
  return (
    <section className={styles["transport"]} aria-label="Run">
      <p className={styles["words"]}>
        {step < 0 ? "Before the first step" : `${verb} ${formatStep(step)}`}
      </p>
    </section>
  );
}
