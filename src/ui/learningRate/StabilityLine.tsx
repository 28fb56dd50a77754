import { formatSignificant } from "../../charts/format.ts";
import { edgeFormula, edgeLevel } from "../../model/stability.ts";
import { MathText } from "../controls/MathText.tsx";
import { useSession } from "../page/PageContext.tsx";
import { useLearningRate } from "./useLearningRate.ts";

/** The line of the step rule, by its formula, at the present η. */
export function StabilityLine({ digits }: { digits: number }) {
  const learningRate = useLearningRate();
  const optimizer = useSession((state) => state.experiment.optimizer);
  return (
    <>
      <MathText>{edgeFormula(optimizer)}</MathText> ={" "}
      <b>{formatSignificant(edgeLevel(optimizer, learningRate), digits)}</b>
    </>
  );
}
