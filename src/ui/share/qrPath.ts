import { encode } from "uqr";

/** Light modules around the code: readers need four. */
export const QUIET_ZONE = 4;

export interface QrPicture {
  /** Modules a side, with the quiet zone. */
  size: number;
  /** The dark modules as the data of an SVG path, one unit each. */
  path: string;
}

/**
 * A text as a QR code whose level of correction (at least M, 15 %) allows for a bad projector.
 * @throws RangeError when the text has more than about 2,300 bytes, the most that a code holds.
 */
export function qrPath(text: string): QrPicture {
  const { size, data } = encode(text, { ecc: "M", boostEcc: true, border: QUIET_ZONE });
  const runs: string[] = [];
  for (const [y, row] of data.entries()) {
    for (let x = 0; x < size; x++) {
      if (row[x] !== true) continue;
      const start = x;
      while (row[x + 1] === true) x++;
      runs.push(`M${start} ${y}h${x - start + 1}v1h-${x - start + 1}z`);
    }
  }
  return { size, path: runs.join("") };
}
