import { hueOf } from "../../charts/tokens.ts";
import { useRovingFocus } from "../controls/useRovingFocus.ts";
import { usePage } from "../page/PageContext.tsx";
import { useMoment } from "../page/useMoment.ts";
import { liveNumbers } from "./liveNumbers.ts";
import styles from "./LiveNumbers.module.css";

const NUMBERS_MS = 160;

/** The numbers of the shown step; each symbol is a button that explains itself. */
export function LiveNumbers() {
  const { player } = usePage();
  const { step } = useMoment(NUMBERS_MS);
  const group = useRovingFocus<HTMLDivElement>("button");
  const history = player.history();
  return (
    <div ref={group} role="group" aria-label="Numbers at this step">
      <dl className={styles["numbers"]}>
        {liveNumbers(history, step).map(({ symbol, name, text, curve, share }) => (
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
  );
}
