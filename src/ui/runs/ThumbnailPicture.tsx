import {
  THUMBNAIL_HEIGHT,
  THUMBNAIL_WIDTH,
  type ThumbnailPaths,
} from "../../session/runs/thumbnailPaths.ts";
import styles from "./ThumbnailPicture.module.css";

/** Sharpness against 2/η, as wide as there is room. */
export function ThumbnailPicture({ paths }: { paths: ThumbnailPaths }) {
  return (
    <svg
      className={styles["thumbnail"]}
      viewBox={`0 0 ${THUMBNAIL_WIDTH} ${THUMBNAIL_HEIGHT}`}
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      <path className={styles["edge"]} d={paths.twoOverEta} />
      <path className={styles["sharpness"]} d={paths.sharpness} />
    </svg>
  );
}
