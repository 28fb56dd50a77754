import { qrPath, type QrPicture } from "./qrPath.ts";
import styles from "./QrCode.module.css";

function pictureOf(text: string): QrPicture | null {
  try {
    return qrPath(text);
  } catch {
    return null;
  }
}

export interface QrCodeProps {
  /** What a reader gets. */
  text: string;
  /** For those who do not see it. */
  label: string;
}

/** A QR code as large as its place, dark on light in either theme; nothing where the text is too long. */
export function QrCode({ text, label }: QrCodeProps) {
  const picture = pictureOf(text);
  if (picture === null) return null;
  const { size, path } = picture;
  return (
    <svg className={styles["code"]} viewBox={`0 0 ${size} ${size}`} role="img" aria-label={label}>
      <rect className={styles["light"]} width={size} height={size} />
      <path className={styles["dark"]} d={path} />
    </svg>
  );
}
