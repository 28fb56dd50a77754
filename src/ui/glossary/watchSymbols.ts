/** Symbols are marked in the page by data-symbol; this says which one is pointed at or focused. */

/** A pointer that only passes by gets no note; on a control it waits longer, for it may press. */
const HOVER_MS = 200;
const ON_CONTROL_MS = 600;
/** Time to move from a symbol onto its note. */
const LEAVE_MS = 250;

function symbolAt(target: EventTarget | null): Element | null {
  return target instanceof Element ? target.closest("[data-symbol]") : null;
}

function isNote(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest("[data-symbol-note]") !== null;
}

/**
 * Call `onChange` with the symbol to explain, null for none. Hover, keyboard focus, a click and a tap
 * open; leaving, blur, Escape and a press elsewhere close.
 * @returns a function that stops watching
 */
export function watchSymbols(onChange: (symbol: Element | null) => void): () => void {
  const listening = new AbortController();
  const options = { signal: listening.signal };
  let shown: Element | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const show = (symbol: Element | null) => {
    clearTimeout(timer);
    if (symbol === shown) return;
    shown = symbol;
    onChange(symbol);
  };
  const showSoon = (symbol: Element | null, ms: number) => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      show(symbol);
    }, ms);
  };
  const on = <K extends keyof DocumentEventMap>(
    type: K,
    listener: (event: DocumentEventMap[K]) => void,
    capture = false,
  ) => {
    document.addEventListener(type, listener, { ...options, capture });
  };
  on("pointerover", ({ target, pointerType }) => {
    if (pointerType === "touch") return;
    const symbol = symbolAt(target);
    if (isNote(target) || (symbol !== null && symbol === shown)) clearTimeout(timer);
    else if (symbol !== null) {
      const isOnControl = symbol.parentElement?.closest("button, label, a") ?? null;
      showSoon(symbol, isOnControl === null ? HOVER_MS : ON_CONTROL_MS);
    } else if (shown === null || shown !== document.activeElement) showSoon(null, LEAVE_MS);
  });
  on("focusin", ({ target }) => {
    if (target instanceof Element && target.matches("[data-symbol]:focus-visible")) show(target);
  });
  on("focusout", ({ target }) => {
    if (target === shown) show(null);
  });
  on("click", ({ target }) => {
    if (!isNote(target)) show(symbolAt(target));
  });
  on(
    "keydown",
    (event) => {
      if (event.key !== "Escape" || shown === null) return;
      // Escape takes away one thing at a time.
      event.preventDefault();
      event.stopPropagation();
      show(null);
    },
    true,
  );
  return () => {
    clearTimeout(timer);
    listening.abort();
  };
}
