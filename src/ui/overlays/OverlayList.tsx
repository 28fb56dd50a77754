import { useState } from "react";
import { hueOf } from "../../charts/tokens.ts";
import type { Curve, LineName } from "../../charts/view.ts";
import type { Overlay } from "../../model/experiment.ts";
import { MathText } from "../controls/MathText.tsx";
import { usePage, useSession, useSlowSession, useView } from "../page/PageContext.tsx";
import { useIsFixed } from "../page/parts.ts";
import { curvesOf, EXPLANATIONS, rowName, rowValue } from "./overlayRows.ts";
import { ReducedMapRow } from "./ReducedMapRow.tsx";
import { Swatch } from "./Swatch.tsx";
import styles from "./OverlayList.module.css";

/** Curves that are in the list only when the experiment has them computed. */
const ONLY_WITH: Partial<Record<Curve, Overlay>> = {
  flowFromStart: "flowFromStart",
  frozen2: "frozen",
  frozen3: "frozen",
  central: "centralFlow",
};

/** How often the errors in the list are taken anew. */
const VALUES_MS = 300;

/** Legend, switch and read-out of every curve in one list. */
export function OverlayList() {
  const page = usePage();
  const visible = useView((state) => state.view.visible);
  const crosshair = useView((state) => state.crosshair);
  const experiment = useSession((state) => state.experiment);
  const { overlays, optimizer } = experiment;
  const { step, status } = useSlowSession(VALUES_MS);
  const [pointed, setFocused] = useState<LineName>("pred");
  const history = page.player.history();
  const shown = Math.min(crosshair ?? step, history.length - 1);
  const isOver = status === "diverged" || status === "finished" || status === "foreign";
  const isFixed = useIsFixed("overlays");
  const curves = curvesOf(experiment).filter((curve) => {
    const overlay = ONLY_WITH[curve];
    const isComputed = overlay === undefined || overlays.includes(overlay);
    // A legend that switches nothing has no row for what is not drawn.
    return isComputed && (!isFixed || visible[curve]);
  });
  const focused =
    optimizer === undefined || curves.some((curve) => curve === pointed) ? pointed : "edge";
  return (
    <section aria-label="Curves">
      <ul>
        {curves.map((curve) => {
          const isOn = visible[curve];
          const value = rowValue(history, curve, shown, isOver);
          return (
            <li key={curve}>
              {isFixed ? (
                <div
                  className={styles["row"]}
                  onPointerEnter={() => {
                    setFocused(curve);
                  }}
                >
                  <OverlayRow
                    curve={curve}
                    name={rowName(curve, experiment)}
                    isOn={isOn}
                    value={value}
                  />
                </div>
              ) : (
                <button
                  type="button"
                  role="switch"
                  aria-checked={isOn}
                  className={styles["row"]}
                  onClick={() => {
                    page.toggleCurve(curve);
                  }}
                  onPointerEnter={() => {
                    setFocused(curve);
                  }}
                  onFocus={() => {
                    setFocused(curve);
                  }}
                >
                  <OverlayRow
                    curve={curve}
                    name={rowName(curve, experiment)}
                    isOn={isOn}
                    value={value}
                  />
                </button>
              )}
            </li>
          );
        })}
        {!isFixed && optimizer === undefined && (
          <li>
            <ReducedMapRow
              onFocus={() => {
                setFocused("map");
              }}
            />
          </li>
        )}
      </ul>
      <p className={styles["explanation"]}>
        <span style={{ color: hueOf(focused) }}>
          <MathText>{rowName(focused, experiment)}</MathText>
        </span>
        : <MathText>{EXPLANATIONS[focused]}</MathText>
      </p>
    </section>
  );
}

interface OverlayRowProps {
  curve: Curve;
  name: string;
  isOn: boolean;
  /** What the list reads out of it. */
  value: string;
}

function OverlayRow({ curve, name, isOn, value }: OverlayRowProps) {
  return (
    <>
      <Swatch curve={curve} isOn={isOn} />
      <span style={isOn ? { color: hueOf(curve) } : undefined}>
        <MathText>{name}</MathText>
      </span>
      <span className={styles["value"]}>
        <MathText>{value}</MathText>
      </span>
    </>
  );
}
