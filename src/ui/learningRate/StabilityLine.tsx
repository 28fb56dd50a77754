import { formatSignificant } from "../../charts/format.ts";
import { edgeFormula, edgeLevel } from "../../model/stability.ts";
import { MathText } from "../controls/MathText.tsx";
import { useSession } from "../page/PageContext.tsx";
import { useLearningRate } from "./useLearningRate.ts";
import styles from "./LearningRate.module.css";

/** The line of the step rule, by its formula, at the present η. */
export function StabilityLine({ digits }: { digits: number }) {
  const learningRate = useLearningRate();
  const optimizer = useSession((state) => state.experiment.optimizer);
  return (
    <>
      <span className={styles["formula"]}>
        <MathText>{edgeFormula(optimizer)}</MathText>
      </span>{" "}
      <span className={styles["formula"]}>
        = <b>{formatSignificant(edgeLevel(optimizer, learningRate), digits)}</b>
      </span>
    </>
  );
}
