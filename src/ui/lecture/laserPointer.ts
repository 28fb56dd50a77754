/** What the presenter's mouse shows: a large ring while it is wanted, and nothing once it rests. */

/** Ring and pointer go away after this long without a move. */
const REST_MS = 2500;

export interface LaserPointer {
  /** Show the ring at every move from now on, or only while Shift is held. */
  setOn(isOn: boolean): void;
  stop(): void;
}

/**
 * @param root has `data-resting` while the mouse rests, for the style of the pointer
 * @param ring is moved by its transform; has `data-shown` while it is to be seen
 */
export function createLaserPointer(root: HTMLElement, ring: HTMLElement): LaserPointer {
  const listening = new AbortController();
  const { signal } = listening;
  let isOn = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const hide = () => {
    delete ring.dataset["shown"];
  };
  const rest = () => {
    hide();
    root.dataset["resting"] = "";
  };
  const onMove = ({ clientX, clientY, shiftKey, pointerType }: PointerEvent) => {
    delete root.dataset["resting"];
    clearTimeout(timer);
    timer = setTimeout(rest, REST_MS);
    if (!isOn && !shiftKey) {
      hide();
      return;
    }
    if (pointerType === "touch" && !isOn) return;
    ring.style.transform = `translate(${clientX}px, ${clientY}px) translate(-50%, -50%)`;
    ring.dataset["shown"] = "";
  };
  addEventListener("pointermove", onMove, { signal });
  document.documentElement.addEventListener("pointerleave", hide, { signal });
  addEventListener(
    "keyup",
    ({ key }) => {
      if (key === "Shift" && !isOn) hide();
    },
    { signal },
  );
  timer = setTimeout(rest, REST_MS);
  return {
    setOn(next) {
      isOn = next;
      if (!isOn) hide();
    },
    stop() {
      clearTimeout(timer);
      listening.abort();
    },
  };
}
