import { useStore } from "zustand";
import { MathText } from "../controls/MathText.tsx";
import { usePage, useSession, useView } from "../page/PageContext.tsx";
import { GhostSwatch } from "./GhostSwatch.tsx";
import styles from "./ComparedRuns.module.css";

/** The runs drawn beside the one on screen, each with its dash and a way to take it away. */
export function ComparedRuns() {
  const page = usePage();
  const compared = useStore(page.runs.compared, ({ runs }) => runs);
  const xAxis = useView(({ view }) => view.xAxis);
  const { learningRate, learningRateChanges } = useSession((state) => state.experiment);
  const rates = JSON.stringify([learningRate, learningRateChanges]);
  const differs = compared.some(
    ({ experiment }) =>
      JSON.stringify([experiment.learningRate, experiment.learningRateChanges]) !== rates,
  );
  return (
    <section aria-label="Compared runs" className={styles["compared"]}>
      <ul>
        {compared.map(({ id, name, slot }) => (
          <li key={id} className={styles["row"]}>
            <GhostSwatch slot={slot} />
            <span className={styles["name"]}>
              <MathText>{name}</MathText>
            </span>
            <button
              type="button"
              className={styles["remove"]}
              aria-label={`Remove: ${name}`}
              onClick={() => void page.runs.load().then((keeping) => keeping.hide(id))}
            >
              remove
            </button>
          </li>
        ))}
      </ul>
      {differs && xAxis === "step" && (
        <p className={styles["hint"]}>
          These runs differ in <MathText>η</MathText>.{" "}
          <button
            type="button"
            className="text-button"
            onClick={() => {
              page.setView({ xAxis: "time" });
            }}
          >
            Compare on <MathText>ηt</MathText>
          </button>
        </p>
      )}
    </section>
  );
}
