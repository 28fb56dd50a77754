import { useState } from "react";
import { hueOf } from "../../charts/tokens.ts";
import { CURVES, type Curve, type LineName } from "../../charts/view.ts";
import type { Overlay } from "../../model/experiment.ts";
import { MathText } from "../controls/MathText.tsx";
import { usePage, useSession, useSlowSession, useView } from "../page/PageContext.tsx";
import { useIsFixed } from "../page/parts.ts";
import { EXPLANATIONS, ROW_NAMES, rowValue } from "./overlayRows.ts";
import { ReducedMapRow } from "./ReducedMapRow.tsx";
import { Swatch } from "./Swatch.tsx";
import styles from "./OverlayList.module.css";

/** Curves that are in the list only when the experiment has them computed. */
const ONLY_WITH: Partial<Record<Curve, Overlay>> = {
  flowFromStart: "flowFromStart",
  frozen2: "frozen",
  frozen3: "frozen",
  modes: "modes",
  central: "centralFlow",
};

/** How often the errors in the list are taken anew. */
const VALUES_MS = 300;

/** Legend, switch and read-out of every curve in one list. */
export function OverlayList() {
  const page = usePage();
  const visible = useView((state) => state.view.visible);
  const crosshair = useView((state) => state.crosshair);
  const overlays = useSession((state) => state.experiment.overlays);
  const { step, status } = useSlowSession(VALUES_MS);
  const [focused, setFocused] = useState<LineName>("pred");
  const history = page.player.history();
  const shown = Math.min(crosshair ?? step, history.length - 1);
  const isOver = status === "diverged" || status === "finished" || status === "foreign";
  const isFixed = useIsFixed("overlays");
  const curves = CURVES.filter((curve) => {
    const overlay = ONLY_WITH[curve];
    const isComputed = overlay === undefined || overlays.includes(overlay);
    // A legend that switches nothing has no row for what is not drawn.
    return isComputed && (!isFixed || visible[curve]);
  });
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
                  <OverlayRow curve={curve} isOn={isOn} value={value} />
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
                  <OverlayRow curve={curve} isOn={isOn} value={value} />
                </button>
              )}
            </li>
          );
        })}
        {!isFixed && (
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
          <MathText>{ROW_NAMES[focused]}</MathText>
        </span>
        : <MathText>{EXPLANATIONS[focused]}</MathText>
      </p>
    </section>
  );
}

interface OverlayRowProps {
  curve: Curve;
  isOn: boolean;
  /** What the list reads out of it. */
  value: string;
}

function OverlayRow({ curve, isOn, value }: OverlayRowProps) {
  return (
    <>
      <Swatch curve={curve} isOn={isOn} />
      <span style={isOn ? { color: hueOf(curve) } : undefined}>
        <MathText>{ROW_NAMES[curve]}</MathText>
      </span>
      <span className={styles["value"]}>
        <MathText>{value}</MathText>
      </span>
    </>
  );
}
