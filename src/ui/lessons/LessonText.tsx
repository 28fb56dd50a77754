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
import { joinMath } from "./joinMath.ts";
import { liveValue } from "./liveValue.ts";
import { MathSpan } from "./MathSpan.tsx";
import styles from "./LessonText.module.css";

/** Numbers in the text change this often: faster cannot be read. */
const VALUES_MS = 160;

export interface LessonTextProps {
  paragraphs: readonly string[];
  /** What its words do; null where they are only read. */
  onAct: ((action: LessonAction) => void) | null;
  /** The step whose numbers the text has; null for the step shown. */
  at: number | null;
}

/** Paragraphs in the markup of `lessons/markup.ts`. */
export function LessonText({ paragraphs, onAct, at }: LessonTextProps) {
  const parsed = useMemo(
    () =>
      paragraphs.map((paragraph, index) => ({ index, groups: joinMath(parseMarkup(paragraph)) })),
    [paragraphs],
  );
  return parsed.map(({ index, groups }) => (
    <p key={index} className={styles["paragraph"]}>
      {groups
        .map((group, place) => ({ group, place }))
        .map(({ group, place }) => (
          <Group key={place} group={group} onAct={onAct} at={at} />
        ))}
    </p>
  ));
}

interface GroupProps extends Pick<LessonTextProps, "onAct" | "at"> {
  group: readonly Segment[];
}

/** What stays on one line. */
function Group({ group, ...rest }: GroupProps) {
  const parts = group
    .map((segment, place) => ({ segment, place }))
    .map(({ segment, place }) => <Part key={place} segment={segment} {...rest} />);
  return parts.length === 1 ? parts : <span className={styles["joined"]}>{parts}</span>;
}

interface PartProps {
  segment: Segment;
  onAct: LessonTextProps["onAct"];
  at: number | null;
}

function Part({ segment, onAct, at }: PartProps) {
  switch (segment.kind) {
    case "text":
      return segment.text;
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
      if (onAct === null) return segment.text;
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
