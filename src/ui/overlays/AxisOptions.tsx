import type { PanelName } from "../../charts/view.ts";
import { Choice } from "../controls/Choice.tsx";
import { Locked } from "../controls/Locked.tsx";
import { Toggles } from "../controls/Toggles.tsx";
import { SoundOption } from "../sound/SoundOption.tsx";
import { usePage, useSession, useView } from "../page/PageContext.tsx";
import { useIsFixed } from "../page/parts.ts";
import styles from "./AxisOptions.module.css";

const X_AXES = [
  { value: "step", text: "step" },
  { value: "time", text: "ηt" },
] as const;
const PANELS: readonly PanelName[] = ["loss", "sharpness", "distance"];
const STOPS = [
  { value: "end", text: "end there" },
  { value: "beyond", text: "go on, grey" },
] as const;
const SYNCHRONISATION = [
  { value: "never", text: "by hand" },
  { value: "cycle", text: "each cycle" },
] as const;

/** Axes, stopped curves and re-synchronisation, one line each. */
export function AxisOptions() {
  const page = usePage();
  const view = useView((state) => state.view);
  const isFixed = useIsFixed("axes");
  const isDescent = useSession((state) => state.experiment.optimizer === undefined);
  const eachCycle = useSession((state) => state.resynchroniseEachCycle);

  function setLog(axis: "x" | PanelName, isLog: boolean): void {
    const scale = isLog ? "log" : "linear";
    if (axis === "x") page.setView({ xScale: scale });
    else page.setView({ yScale: { ...view.yScale, [axis]: scale } });
  }

  return (
    <section aria-label="Axes and options" className={styles["options"]}>
      <Locked isLocked={isFixed}>
        <span aria-hidden="true">x</span>
        <Choice
          label="Horizontal axis"
          options={X_AXES}
          value={view.xAxis}
          onChange={(xAxis) => {
            page.setView({ xAxis });
          }}
        />
        <span aria-hidden="true">log</span>
        <Toggles<"x" | PanelName>
          label="Logarithmic axes"
          options={[
            { value: "x", text: "x", label: "x logarithmic", isOn: view.xScale === "log" },
            // With another step rule there is no θ†, hence no distance, and no curve that stops.
            ...PANELS.filter((panel) => isDescent || panel !== "distance").map((panel) => ({
              value: panel,
              text: panel,
              label: `${panel} logarithmic`,
              isOn: view.yScale[panel] === "log",
            })),
          ]}
          onChange={setLog}
        />
        {isDescent && (
          <>
            <span aria-hidden="true">stopped</span>
            <Choice
              label="Curves that have stopped"
              options={STOPS}
              value={view.showBeyondStop ? "beyond" : "end"}
              onChange={(value) => {
                page.setView({ showBeyondStop: value === "beyond" });
              }}
            />
            <span aria-hidden="true">re-sync</span>
            <Choice
              label="Re-synchronise the prediction with the run"
              options={SYNCHRONISATION}
              value={eachCycle ? "cycle" : "never"}
              onChange={(value) => {
                page.player.setResynchroniseEachCycle(value === "cycle");
              }}
            />
          </>
        )}
      </Locked>
      <SoundOption />
    </section>
  );
}
