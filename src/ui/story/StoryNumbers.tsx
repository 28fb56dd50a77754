import { hueOf } from "../../charts/tokens.ts";
import { useRovingFocus } from "../controls/useRovingFocus.ts";
import { usePage, useSession } from "../page/PageContext.tsx";
import { liveNumbers, spokenNumbers } from "./liveNumbers.ts";
import type { Story } from "./story.ts";
import { useAnnouncement } from "./useAnnouncement.ts";
import styles from "./StoryNumbers.module.css";

export interface StoryNumbersProps {
  story: Story;
  /** The step shown. */
  step: number;
  isHead: boolean;
}

/** The numbers of the shown step, whose symbols explain themselves, and the story read aloud. */
export function StoryNumbers({ story, step, isHead }: StoryNumbersProps) {
  const { player } = usePage();
  const group = useRovingFocus<HTMLDivElement>("button");
  const optimizer = useSession(({ experiment }) => experiment.optimizer);
  const numbers = liveNumbers(player.history(), step, optimizer);
  const announcement = useAnnouncement(story, spokenNumbers(numbers), isHead);
  return (
    <>
      <div ref={group} role="toolbar" aria-label="Numbers at this step">
        <dl className={styles["numbers"]}>
          {numbers.map(({ symbol, name, text, curve, share }) => (
            <div key={symbol} className={styles["number"]}>
              <dt>
                <button
                  type="button"
                  className={styles["symbol"]}
                  style={{ color: hueOf(curve) }}
                  data-symbol={symbol}
                  aria-label={`${symbol}, ${name}`}
                >
                  {symbol}
                </button>
              </dt>
              <dd>
                {text}
                {share !== undefined && (
                  <span className={styles["gauge"]} aria-hidden="true">
                    <span style={{ width: `${(100 * share).toFixed(1)}%` }} />
                  </span>
                )}
              </dd>
            </div>
          ))}
        </dl>
      </div>
      <div className="visually-hidden" aria-live="polite">
        {announcement}
      </div>
    </>
  );
}
