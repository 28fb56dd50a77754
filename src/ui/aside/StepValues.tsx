import { formatStep } from "../../charts/format.ts";
import { hueOf } from "../../charts/tokens.ts";
import { CopyText } from "../controls/CopyText.tsx";
import { ruleName } from "../../model/stability.ts";
import { MathText } from "../controls/MathText.tsx";
import { usePage, useSession } from "../page/PageContext.tsx";
import { useMoment } from "../page/useMoment.ts";
import { stepValues, valuesAsText } from "./stepValues.ts";
import styles from "./StepValues.module.css";

const VALUES_MS = 200;

/** The values at the crosshair, or at the last step, in the hues of their curves. */
export function StepValues() {
  const { player } = usePage();
  const { step: shown } = useMoment(VALUES_MS);
  const history = player.history();
  const optimizer = useSession((state) => state.experiment.optimizer);
  // What is measured from θ† is of gradient descent.
  const rows = stepValues(history, shown).filter(
    ({ isFromCenter }) => optimizer === undefined || !isFromCenter,
  );
  return (
    <section aria-label="Values">
      <div className={styles["head"]}>
        <h2>{shown < 0 ? "Values" : `Values at step ${formatStep(shown)}`}</h2>
        {shown >= 0 && <CopyText label="Copy as text" text={() => valuesAsText(history, shown)} />}
      </div>
      <table className={styles["table"]}>
        <thead>
          <tr>
            <th scope="col">
              <span className="visually-hidden">quantity</span>
            </th>
            <th scope="col" style={{ color: hueOf("gd") }}>
              {optimizer === undefined ? "descent" : ruleName(optimizer.kind)}
            </th>
            {optimizer === undefined && (
              <>
                <th scope="col" style={{ color: hueOf("pred") }}>
                  prediction
                </th>
                <th scope="col" style={{ color: hueOf("dagger") }}>
                  <MathText>θ†</MathText>
                </th>
              </>
            )}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.name}>
              <th scope="row">
                <MathText>{row.name}</MathText>
              </th>
              <td>{row.descent}</td>
              {optimizer === undefined && (
                <>
                  <td>{row.prediction}</td>
                  <td>{row.constrained}</td>
                </>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
