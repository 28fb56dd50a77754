/** One requestAnimationFrame for any number of changes; nothing runs while all is clean. */
export type DirtyPart = "data" | "crosshair";

export interface FrameLoop {
  markDirty(part: DirtyPart): void;
  stop(): void;
}

/** @param draw called once per frame with what has changed since the last */
export function createFrameLoop(draw: (dirty: ReadonlySet<DirtyPart>) => void): FrameLoop {
  let dirty = new Set<DirtyPart>();
  let request = 0;
  const run = () => {
    request = 0;
    const now = dirty;
    dirty = new Set();
    draw(now);
  };
  return {
    markDirty(part) {
      dirty.add(part);
      request ||= requestAnimationFrame(run);
    },
    stop() {
      cancelAnimationFrame(request);
      request = 0;
    },
  };
}
