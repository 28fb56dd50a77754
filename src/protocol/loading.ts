/** How far the engine is with what takes long: a start's stages, a step, or the runs of a sweep. */
export type LoadingStage =
  | "data" /** bytes of a data file */
  | "reduction" /** of the first layer to the row space of the data */
  | "backend" /** backends started */
  | "calibration" /** backends timed */
  | "shaders" /** groups of programs compiled for a graphics device */
  | "start" /** passes of row 0, which is being measured */
  | "forecast" /** steps tried before the run */
  | "replay" /** steps repeated up to where a run goes on */
  | "step" /** passes of a step under way that takes long; of the run itself */
  | "sweep"; /** step sizes tried */

export interface Loading {
  stage: LoadingStage;
  done: number;
  /** Of how many; null where that is not known ahead. */
  total: number | null;
}

export type ReportLoading = (loading: Loading) => void;
