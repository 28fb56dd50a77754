import { GHOST_WIDTH, ghostDash } from "../../charts/ghosts/ghostDash.ts";

/** A piece of a compared run's line. */
export function GhostSwatch({ slot }: { slot: number }) {
  return (
    <svg width="34" height="8" aria-hidden="true">
      <line
        x1="0"
        x2="34"
        y1="4"
        y2="4"
        stroke="var(--ghost)"
        strokeWidth={GHOST_WIDTH}
        strokeDasharray={ghostDash(slot).join(" ")}
      />
    </svg>
  );
}
