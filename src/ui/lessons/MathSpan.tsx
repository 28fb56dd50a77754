import katex from "katex";
import "katex/dist/katex.min.css";
import { useLayoutEffect, useRef } from "react";
import styles from "./LessonText.module.css";

/** TeX, set into the page element by element: no markup is parsed, as the page's policy wants it. */
export function MathSpan({ tex, isDisplay }: { tex: string; isDisplay: boolean }) {
  const element = useRef<HTMLSpanElement>(null);
  useLayoutEffect(() => {
    if (element.current === null) return;
    katex.render(tex, element.current, { throwOnError: false, output: "htmlAndMathml" });
  }, [tex]);
  return <span ref={element} className={isDisplay ? styles["display"] : undefined} />;
}
