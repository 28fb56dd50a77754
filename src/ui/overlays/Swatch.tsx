import type { LineName } from "../../charts/view.ts";
import styles from "./OverlayList.module.css";

/** A piece of the curve with its hue, width and dash; a hairline when it is off. */
export function Swatch({ curve, isOn }: { curve: LineName; isOn: boolean }) {
  return (
    <svg className={styles["swatch"]} width="34" height="8" aria-hidden="true">
      <line className={isOn ? styles[curve] : styles["off"]} x1="0" x2="34" y1="4" y2="4" />
    </svg>
  );
}
