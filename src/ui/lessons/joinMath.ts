/** What of a text must stay on the line of the formula beside it. Pure. */
import type { Segment } from "../../lessons/markup.ts";

function isInline(segment: Segment | undefined): boolean {
  return segment?.kind === "math" && !segment.isDisplay;
}

/** The text in up to three: what holds on to a formula before it, the rest, and what to one after it. */
function split(text: string, followsMath: boolean, precedesMath: boolean): string[] {
  const head = followsMath ? (/^\S+/.exec(text)?.[0] ?? "") : "";
  const rest = text.slice(head.length);
  const tail = precedesMath ? (/\S+$/.exec(rest)?.[0] ?? "") : "";
  return [head, rest.slice(0, rest.length - tail.length), tail];
}

/**
 * Segments in groups that stay on one line: a formula with the punctuation and brackets that touch it,
 * a symbol with its value. To a browser a formula is a box, beside which it may break a line.
 */
export function joinMath(segments: readonly Segment[]): Segment[][] {
  const groups: Segment[][] = [];
  const add = (segment: Segment, isJoined: boolean) => {
    const last = groups.at(-1);
    if (isJoined && last !== undefined) last.push(segment);
    else groups.push([segment]);
  };
  let isOpen = false;
  segments.forEach((segment, i) => {
    const followsMath = isInline(segments[i - 1]);
    if (segment.kind !== "text") {
      add(segment, isOpen);
      isOpen = false;
    } else if (followsMath && segment.text === " = ") {
      add({ kind: "text", text: "\u00a0=\u00a0" }, true);
      isOpen = true;
    } else {
      const [head = "", rest = "", tail = ""] = split(
        segment.text,
        followsMath,
        isInline(segments[i + 1]),
      );
      if (head !== "") add({ kind: "text", text: head }, true);
      if (rest !== "") add({ kind: "text", text: rest }, false);
      if (tail !== "") add({ kind: "text", text: tail }, false);
      isOpen = tail !== "" || (head !== "" && rest === "");
    }
  });
  return groups;
}
