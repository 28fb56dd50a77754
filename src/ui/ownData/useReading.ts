import { useEffect, useRef, useState } from "react";
import { readOwnFiles, type FoundFiles } from "../../session/ownData/readOwnFiles.ts";

export type Reading =
  | { stage: "asking"; fault: string | null }
  | { stage: "reading"; files: readonly File[] }
  | { stage: "found"; found: FoundFiles };

const ASKING: Reading = { stage: "asking", fault: null };

/**
 * Files on their way to rows. A lone file of IDX waits for the other one.
 * @param check says in a sentence why files that were read are not wanted; null when they are
 */
export function useReading(begun: FoundFiles | null, check: (found: FoundFiles) => string | null) {
  const [reading, setReading] = useState<Reading>(
    begun === null ? ASKING : { stage: "found", found: begun },
  );
  const lone = useRef<File | null>(null);
  const current = useRef<AbortController | null>(null);

  const stop = () => {
    current.current?.abort();
    current.current = null;
  };
  useEffect(() => stop, []);

  const read = async (chosen: readonly File[]) => {
    const files = lone.current !== null && chosen.length === 1 ? [lone.current, ...chosen] : chosen;
    lone.current = null;
    stop();
    const abort = new AbortController();
    current.current = abort;
    setReading({ stage: "reading", files });
    const answer = await readOwnFiles(files, abort.signal);
    if (abort.signal.aborted) return;
    if (!answer.ok) {
      lone.current = answer.wantsPartner ? (files[0] ?? null) : null;
      setReading({ stage: "asking", fault: answer.sentence });
      return;
    }
    const fault = check(answer.found);
    setReading(
      fault === null ? { stage: "found", found: answer.found } : { stage: "asking", fault },
    );
  };

  return {
    reading,
    read,
    /** Give up what is being read, or choose other files. */
    again: () => {
      stop();
      setReading(ASKING);
    },
  };
}
