import { formatSignificant } from "../../charts/format.ts";
import { className } from "../../model/ownData/fileClasses.ts";
import type { FileRows, ImageRows, TableRows } from "../../model/ownData/fileRows.ts";
import styles from "./OwnData.module.css";

const ROWS = 8;
const COLUMNS = 7;
const IMAGES = 24;

/** The first rows of what was read, as they are. */
export function FilePreview({ rows, column }: { rows: FileRows; column: number | null }) {
  return rows.kind === "table" ? (
    <TablePreview rows={rows} column={column} />
  ) : (
    <ImagePreview rows={rows} />
  );
}

/** The last columns are shown too: the target is likely among them. */
function shownColumns(count: number, target: number | null): number[] {
  const all = Array.from({ length: count }, (_, i) => i);
  if (count <= COLUMNS) return all;
  const shown = new Set([...all.slice(0, COLUMNS - 1), target ?? count - 1]);
  return all.filter((each) => shown.has(each));
}

function cellText({ columns, values }: TableRows, row: number, column: number): string {
  const { kind, words } = columns[column]!;
  const value = values[row * columns.length + column]!;
  if (kind === "text") return "text";
  return kind === "words" ? (words[value] ?? "") : formatSignificant(value, 4);
}

function TablePreview({ rows, column }: { rows: TableRows; column: number | null }) {
  const shown = shownColumns(rows.columns.length, column);
  const more = rows.columns.length - shown.length;
  const indexes = Array.from({ length: Math.min(ROWS, rows.count) }, (_, i) => i);
  return (
    <div className={styles["preview"]}>
      <table>
        <thead>
          <tr>
            {shown.map((each) => (
              <th key={each} scope="col" data-target={each === column || undefined}>
                {rows.columns[each]?.name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {indexes.map((row) => (
            <tr key={row}>
              {shown.map((each) => (
                <td key={each} data-target={each === column || undefined}>
                  {cellText(rows, row, each)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {more > 0 && <p className={styles["note"]}>{`and ${more} more columns`}</p>}
    </div>
  );
}

/** One image onto a canvas of its own size. */
function draw(canvas: HTMLCanvasElement, rows: ImageRows, index: number): void {
  const { channels, height, width, pixels } = rows;
  const plane = height * width;
  const picture = new ImageData(width, height);
  for (let i = 0; i < plane; i++) {
    for (let channel = 0; channel < 3; channel++) {
      const from = channels === 3 ? channel : 0;
      picture.data[4 * i + channel] = pixels[(index * channels + from) * plane + i]!;
    }
    picture.data[4 * i + 3] = 255;
  }
  canvas.getContext("2d")?.putImageData(picture, 0, 0);
}

function ImagePreview({ rows }: { rows: ImageRows }) {
  const indexes = Array.from({ length: Math.min(IMAGES, rows.count) }, (_, i) => i);
  return (
    <div className={`${styles["preview"]} ${styles["images"]}`}>
      {indexes.map((index) => (
        <figure key={index}>
          <canvas
            ref={(canvas) => {
              if (canvas !== null) draw(canvas, rows, index);
            }}
            width={rows.width}
            height={rows.height}
            aria-hidden="true"
          />
          <figcaption>{className(rows, null, rows.labels[index]!)}</figcaption>
        </figure>
      ))}
    </div>
  );
}
