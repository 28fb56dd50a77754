import { startText } from "../../charts/names.ts";
import { MAX_REDUCED_START } from "../../charts/view.ts";
import { EditableText } from "../controls/EditableText.tsx";
import { MathText } from "../controls/MathText.tsx";
import { readNumber } from "../controls/readNumber.ts";
import { usePage, useView } from "../page/PageContext.tsx";
import { decadeOf, startAt, DECADES } from "./reducedMapDecades.ts";
import styles from "./ReducedMapControl.module.css";

const NOT_A_START = `x₀ must be a number of δ from 0 to ${MAX_REDUCED_START}, such as 0.01.`;

/** Where the reduced map starts, by hand, by a slider over decades, or by arrow keys; null when off. */
export function ReducedMapControl() {
  const page = usePage();
  const start = useView((state) => state.view.reducedMap);
  if (start === null) return null;
  return (
    <div className={styles["control"]} data-reduced-map="">
      <div className={styles["row"]}>
        <span>
          Reduced map from <MathText>x₀</MathText> ={" "}
          <EditableText
            label="Start of the reduced map, in δ"
            value={String(start)}
            inputMode="decimal"
            apply={(text) => {
              const value = readNumber(text);
              if (value === null || !(value >= 0 && value <= MAX_REDUCED_START)) return NOT_A_START;
              page.setView({ reducedMap: value });
              return null;
            }}
          />{" "}
          <MathText>δ</MathText>
        </span>
        <input
          type="range"
          className={styles["slider"]}
          aria-label="Start of the reduced map, in decades of δ"
          aria-valuetext={startText(start)}
          min={0}
          max={DECADES}
          step={1}
          value={decadeOf(start)}
          onChange={(event) => {
            page.setView({ reducedMap: startAt(Number(event.target.value)) });
          }}
        />
      </div>
      <p>
        <MathText>
          {start === 0
            ? "x₀ = 0: nothing oscillates, so nothing pushes sharpness down."
            : "A smaller x₀ gives a taller loop, but only by its logarithm. Later loops widen: the map gains energy."}
        </MathText>
      </p>
    </div>
  );
}
