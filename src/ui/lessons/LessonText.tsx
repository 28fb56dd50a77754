import { useMemo } from "react";
import { hueOf } from "../../charts/tokens.ts";
import {
  parseMarkup,
  type LessonAction,
  type Segment,
  type ValueName,
} from "../../lessons/markup.ts";
import { usePage } from "../page/PageContext.tsx";
import { useMoment } from "../page/useMoment.ts";
import { liveValue } from "./liveValue.ts";
import { MathSpan } from "./MathSpan.tsx";
import styles from "./LessonText.module.css";

/** Numbers in the text change this often: faster cannot be read. */
const VALUES_MS = 160;

export interface LessonTextProps {
  paragraphs: readonly string[];
  onAct: (action: LessonAction) => void;
  /** The step whose numbers the text has; null for the step shown. */
  at: number | null;
}

/** Paragraphs in the markup of `lessons/markup.ts`. */
export function LessonText({ paragraphs, onAct, at }: LessonTextProps) {
  const parsed = useMemo(
    () => paragraphs.map((paragraph, index) => ({ index, segments: parseMarkup(paragraph) })),
    [paragraphs],
  );
  return parsed.map(({ index, segments }) => (
    <p key={index} className={styles["paragraph"]}>
      {segments
        .map((segment, place) => ({ segment, place }))
        .map(({ segment, place }) => (
          <Part key={place} segment={segment} onAct={onAct} at={at} />
        ))}
    </p>
  ));
}

interface PartProps {
  segment: Segment;
  onAct: LessonTextProps["onAct"];
  at: number | null;
}

function Part({ segment, onAct, at }: PartProps) {
  switch (segment.kind) {
    case "text":
      // A symbol and its value stay on one line.
      return segment.text.replace(/ = $/, "\u00a0=\u00a0");
    case "math":
      return <MathSpan tex={segment.tex} isDisplay={segment.isDisplay} />;
    case "curve":
      return (
        <b className={styles["quantity"]} style={{ color: hueOf(segment.curve) }}>
          {segment.text}
        </b>
      );
    case "value":
      return <LiveNumber name={segment.name} at={at} />;
    case "action":
      return (
        <button
          type="button"
          className={styles["action"]}
          onClick={(event) => {
            onAct(segment.action);
            // By pointer, so that Space goes on with the lesson; a keyboard stays where it is.
            if (event.detail > 0) event.currentTarget.blur();
          }}
        >
          {segment.text}
        </button>
      );
  }
}

function LiveNumber({ name, at }: { name: ValueName; at: number | null }) {
  const { player } = usePage();
  const { step } = useMoment(VALUES_MS);
  const { text, curve } = liveValue(name, player.history(), at ?? step);
  return (
    <b className={styles["quantity"]} style={curve === null ? undefined : { color: hueOf(curve) }}>
      {text}
    </b>
  );
}
