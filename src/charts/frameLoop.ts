/**
 * One requestAnimationFrame for all pictures of the page; nothing runs while all is clean. In a frame
 * one picture at most is drawn whole, the others wait their turn: together they would hold the page up.
 * Crosshairs are light, and move in all pictures in the same frame.
 */
export type DirtyPart = "data" | "crosshair";

export interface FrameLoop {
  markDirty(part: DirtyPart): void;
  stop(): void;
}

interface Waiting {
  dirty: Set<DirtyPart>;
  draw: (dirty: ReadonlySet<DirtyPart>) => void;
}

/** In the order in which they first asked. */
let waiting: Waiting[] = [];
let request = 0;

function ask(): void {
  request ||= requestAnimationFrame(drawDue);
}

function drawDue(): void {
  request = 0;
  const due = waiting;
  waiting = [];
  let isFull = false;
  for (const picture of due) {
    const isWhole = picture.dirty.has("data");
    if (isWhole && isFull) {
      waiting.push(picture);
      continue;
    }
    isFull ||= isWhole;
    const { dirty } = picture;
    picture.dirty = new Set();
    picture.draw(dirty);
  }
  if (waiting.length > 0) ask();
}

/** @param draw called at most once per frame with what has changed since the last */
export function createFrameLoop(draw: (dirty: ReadonlySet<DirtyPart>) => void): FrameLoop {
  const picture: Waiting = { dirty: new Set(), draw };
  return {
    markDirty(part) {
      picture.dirty.add(part);
      if (!waiting.includes(picture)) waiting.push(picture);
      ask();
    },
    stop() {
      waiting = waiting.filter((other) => other !== picture);
    },
  };
}
