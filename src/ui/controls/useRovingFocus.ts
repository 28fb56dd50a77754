import { useEffect, useRef, type RefObject } from "react";

/** Which place in a group an arrow, Home or End leads to; null for other keys. */
export function placeAfterKey(key: string, place: number, count: number): number | null {
  switch (key) {
    case "ArrowLeft":
    case "ArrowUp":
      return (place + count - 1) % count;
    case "ArrowRight":
    case "ArrowDown":
      return (place + 1) % count;
    case "Home":
      return 0;
    case "End":
      return count - 1;
    default:
      return null;
  }
}

/**
 * One tab stop for the buttons of a group; arrow keys, Home and End move between them, once
 * the focus has come by Tab. Works on the
 * elements themselves, so that whoever adds a button to the group need not know of it.
 * @param selector the buttons, from the group's element
 */
export function useRovingFocus<T extends HTMLElement>(selector: string): RefObject<T | null> {
  const group = useRef<T>(null);
  useEffect(() => {
    const element = group.current;
    if (element === null) return undefined;
    let current: HTMLElement | undefined;
    // A press is no wish to go from button to button: the arrow keys stay those of the page.
    let isPointed = false;
    const onPointerDown = () => {
      isPointed = true;
    };
    const onAnyKeyDown = ({ key }: KeyboardEvent) => {
      if (key === "Tab") isPointed = false;
    };
    const items = () => [...element.querySelectorAll<HTMLElement>(selector)];
    const choose = (wanted?: HTMLElement) => {
      const all = items();
      const kept = wanted ?? current;
      current = kept !== undefined && all.includes(kept) ? kept : all[0];
      for (const item of all) item.tabIndex = item === current ? 0 : -1;
    };
    const onFocus = ({ target }: FocusEvent) => {
      const item = items().find((one) => one === target);
      if (item !== undefined) choose(item);
    };
    const onKeyDown = (event: KeyboardEvent) => {
      const all = items();
      const place = all.findIndex((item) => item === event.target);
      const next = place < 0 ? null : placeAfterKey(event.key, place, all.length);
      if (next === null || isPointed || event.ctrlKey || event.metaKey || event.altKey) return;
      // The page has its own meaning for arrow keys.
      event.preventDefault();
      all[next]?.focus();
    };
    choose();
    const changes = new MutationObserver(() => {
      choose();
    });
    changes.observe(element, { childList: true, subtree: true });
    document.addEventListener("keydown", onAnyKeyDown);
    element.addEventListener("pointerdown", onPointerDown);
    element.addEventListener("focusin", onFocus);
    element.addEventListener("keydown", onKeyDown);
    return () => {
      changes.disconnect();
      document.removeEventListener("keydown", onAnyKeyDown);
      element.removeEventListener("pointerdown", onPointerDown);
      element.removeEventListener("focusin", onFocus);
      element.removeEventListener("keydown", onKeyDown);
    };
  }, [selector]);
  return group;
}
