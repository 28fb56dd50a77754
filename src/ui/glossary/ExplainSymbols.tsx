import { useEffect, useId, useLayoutEffect, useRef, useState } from "react";
import { hueOf } from "../../charts/tokens.ts";
import { placeBeside } from "./placeBeside.ts";
import { symbolNamed, type SymbolEntry } from "./symbols.ts";
import { watchSymbols } from "./watchSymbols.ts";
import styles from "./ExplainSymbols.module.css";

/** The note that explains the symbol pointed at or focused, wherever on the page it stands. */
export function ExplainSymbols() {
  const [anchor, setAnchor] = useState<Element | null>(null);
  useEffect(() => watchSymbols(setAnchor), []);
  const entry = symbolNamed(anchor?.getAttribute("data-symbol") ?? "");
  if (anchor === null || entry === undefined) return null;
  return <SymbolNote anchor={anchor} entry={entry} />;
}

function SymbolNote({ anchor, entry }: { anchor: Element; entry: SymbolEntry }) {
  const note = useRef<HTMLDivElement>(null);
  const id = useId();
  useLayoutEffect(() => {
    const element = note.current;
    if (element === null) return undefined;
    element.showPopover();
    const place = () => {
      // Curves are drawn on canvases: nothing lies over them, nor over the symbol's neighbours.
      const group = anchor.closest("[role=toolbar]");
      const kept = [...document.querySelectorAll("canvas"), ...(group === null ? [] : [group])];
      const { left, top } = placeBeside(
        anchor.getBoundingClientRect(),
        { width: element.offsetWidth, height: element.offsetHeight },
        { width: innerWidth, height: innerHeight },
        kept.map((element) => element.getBoundingClientRect()),
      );
      element.style.left = `${left}px`;
      element.style.top = `${top}px`;
    };
    place();
    anchor.setAttribute("aria-describedby", id);
    addEventListener("scroll", place, true);
    addEventListener("resize", place);
    return () => {
      anchor.removeAttribute("aria-describedby");
      removeEventListener("scroll", place, true);
      removeEventListener("resize", place);
      element.hidePopover();
    };
  }, [anchor, entry, id]);
  return (
    <div
      ref={note}
      id={id}
      role="tooltip"
      popover="manual"
      data-symbol-note=""
      className={styles["note"]}
    >
      <SymbolWords entry={entry} />
    </div>
  );
}

/** Symbol, name, sentence, formula and source. */
export function SymbolWords({ entry }: { entry: SymbolEntry }) {
  const hue = entry.curve === undefined ? "var(--ink)" : hueOf(entry.curve);
  return (
    <>
      <p className={styles["title"]}>
        <i style={{ color: hue }}>{entry.symbol}</i> {entry.name}
      </p>
      <p>{entry.meaning}</p>
      <p className={styles["formula"]}>{entry.formula}</p>
      <p className={styles["source"]}>{entry.source}</p>
    </>
  );
}
