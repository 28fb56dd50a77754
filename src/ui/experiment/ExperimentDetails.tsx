import { Suspense, useState } from "react";
import type { Experiment } from "../../model/experiment.ts";
import { optimizerWords } from "../../share/optimizerWords.ts";
import { lazyPart } from "../controls/lazyPart.tsx";
import { MathText } from "../controls/MathText.tsx";
import { useSession } from "../page/PageContext.tsx";
import styles from "./ExperimentDetails.module.css";

const ExperimentRows = lazyPart(async () => (await import("./ExperimentRows.tsx")).ExperimentRows, {
  name: "The rest of the experiment",
});

function summaryOf({ init, nudge, model, eigenvalues, optimizer }: Experiment): string {
  const start = "scheme" in init ? init.scheme : "given start";
  const hasBias = model.kind === "cnn" || model.bias;
  const parts = [start, hasBias ? "bias" : "no bias"];
  if (optimizer !== undefined) parts.unshift(optimizerWords(optimizer));
  else parts.push(nudge === 0 ? "no nudge" : `nudge ${nudge} δ`);
  parts.push(eigenvalues === 1 ? "1 eigenvalue" : `${eigenvalues} eigenvalues`);
  return parts.join(", ");
}

/** The rest of the experiment, folded away behind a line that says what it is. */
export function ExperimentDetails() {
  const experiment = useSession((state) => state.experiment);
  const [isOpen, setIsOpen] = useState(false);
  return (
    <details
      className={styles["details"]}
      onToggle={(event) => {
        setIsOpen(event.currentTarget.open);
      }}
    >
      <summary className={styles["summary"]}>
        <MathText>{summaryOf(experiment)}</MathText>
      </summary>
      {isOpen && (
        <Suspense>
          <ExperimentRows />
        </Suspense>
      )}
    </details>
  );
}
