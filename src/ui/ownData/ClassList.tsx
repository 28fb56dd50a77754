import { formatStep } from "../../charts/format.ts";
import { className, type ClassCount } from "../../model/ownData/fileClasses.ts";
import type { FileRows } from "../../model/ownData/fileRows.ts";
import styles from "./OwnData.module.css";

export interface ClassListProps {
  rows: FileRows;
  column: number | null;
  counts: readonly ClassCount[];
  chosen: readonly number[];
  /** So many at most: another one takes the place of the first. */
  most: number;
  onChoose: (classes: number[]) => void;
}

/** The classes of the file with how many rows each has, to be chosen from. */
export function ClassList({ rows, column, counts, chosen, most, onChoose }: ClassListProps) {
  const largest = Math.max(...counts.map(({ count }) => count));
  const toggle = (label: number) => {
    if (chosen.includes(label)) {
      onChoose(chosen.filter((each) => each !== label));
      return;
    }
    const added = [...chosen, label].slice(-most);
    onChoose(counts.flatMap((each) => (added.includes(each.label) ? [each.label] : [])));
  };
  return (
    <ul className={styles["classes"]}>
      {counts.map(({ label, count }) => (
        <li key={label}>
          <label className={styles["class"]}>
            <input
              type="checkbox"
              checked={chosen.includes(label)}
              onChange={() => {
                toggle(label);
              }}
            />
            <span className={styles["className"]}>{className(rows, column, label)}</span>
            <meter min={0} max={largest} value={count} aria-hidden="true" />
            <span className={styles["count"]}>{formatStep(count)}</span>
          </label>
        </li>
      ))}
    </ul>
  );
}
