import { startText } from "../../charts/names.ts";
import { MathText } from "../controls/MathText.tsx";
import { usePage, useView } from "../page/PageContext.tsx";
import { hueOf } from "../../charts/tokens.ts";
import { Swatch } from "./Swatch.tsx";
import styles from "./OverlayList.module.css";

/** Where the map starts when it is switched on. */
const FIRST_START = 0.1;

/** The switch of the reduced map, as a row of the list of curves. */
export function ReducedMapRow({ onFocus }: { onFocus: () => void }) {
  const page = usePage();
  const start = useView((state) => state.view.reducedMap);
  return (
    <button
      type="button"
      role="switch"
      aria-checked={start !== null}
      className={styles["row"]}
      onClick={() => {
        page.setView({ reducedMap: start === null ? FIRST_START : null });
      }}
      onPointerEnter={onFocus}
      onFocus={onFocus}
    >
      <Swatch curve="map" isOn={start !== null} />
      <span style={start === null ? undefined : { color: hueOf("map") }}>Reduced map</span>
      <span className={styles["value"]}>
        {start !== null && <MathText>{`x₀ = ${startText(start)}`}</MathText>}
      </span>
    </button>
  );
}
