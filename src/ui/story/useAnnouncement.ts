import { useEffect, useRef, useState } from "react";
import { plainText } from "./prose.ts";
import type { Story } from "./story.ts";

/** A screen reader is told of a new stage at most this often. */
const ANNOUNCE_MS = 1000;

/**
 * Heading, first sentence and numbers, renewed when the story's key changes and not more than once a
 * second.
 * @param numbers what is read out after the sentence
 */
export function useAnnouncement(story: Story, numbers: string, isFollowing: boolean): string {
  const [said, setSaid] = useState("");
  const latest = useRef({ story, numbers });
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => {
    latest.current = { story, numbers };
  });
  useEffect(() => {
    if (!isFollowing) return;
    timer.current ??= setTimeout(() => {
      timer.current = undefined;
      const { kicker, heading, paragraphs } = latest.current.story;
      const sentences = [kicker, heading, plainText(paragraphs[0] ?? []), latest.current.numbers];
      const said = sentences.filter((sentence) => sentence !== "");
      setSaid(said.map((sentence) => sentence.replace(/\.?$/, ".")).join(" "));
    }, ANNOUNCE_MS);
  }, [story.key, isFollowing]);
  useEffect(
    () => () => {
      clearTimeout(timer.current);
    },
    [],
  );
  return said;
}
