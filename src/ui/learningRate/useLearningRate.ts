import { learningRateAt } from "../../session/learningRates.ts";
import { useSession, useView } from "../page/PageContext.tsx";

/** η of the next step; of the step shown, where the viewer has gone back to one. */
export function useLearningRate(): number {
  const playhead = useView((state) => state.playhead);
  return useSession((state) => learningRateAt(state.experiment, playhead ?? state.step + 1));
}
