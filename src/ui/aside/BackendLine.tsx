import { BACKEND_NAMES, type BackendChoice } from "../../protocol/backend.ts";
import { EditableSelect } from "../controls/EditableSelect.tsx";
import { Locked } from "../controls/Locked.tsx";
import { usePage, useSession, useSlowSession } from "../page/PageContext.tsx";
import { useIsFixed } from "../page/parts.ts";
import { engineFact } from "../recorded/engineFact.ts";
import { backendWords, parametersWords, ratesWords, speedWords } from "./backendWords.ts";
import styles from "./Aside.module.css";

const RATE_MS = 500;

const CHOICES: readonly { value: BackendChoice; text: string }[] = [
  { value: "auto", text: "automatic" },
  ...BACKEND_NAMES.map((name) => ({ value: name, text: name })),
];

/** Where the derivatives are computed, how fast, and why there. */
export function BackendLine() {
  const { player } = usePage();
  const isForeign = useSession((state) => state.status === "foreign");
  const file = useSession((state) => state.file);
  const isFixed = useIsFixed("experiment");
  const showsRecording = useSession((state) => state.showsRecording);
  const { status, backend, backendChoice, parameters, stepsPerSecond } = useSlowSession(RATE_MS);
  const calibration = backend?.calibration ?? null;
  if (isForeign) return null;
  const facts = showsRecording
    ? ["recorded", "float64", engineFact(status)]
    : [
        backend === null && file !== null ? "recorded elsewhere" : backendWords(backend),
        parametersWords(parameters),
        speedWords(stepsPerSecond),
      ].filter((fact) => fact !== "");
  return (
    <section aria-label="Backend" className={styles["backend"]}>
      <p className={styles["facts"]}>{facts.join(" · ")}</p>
      <p>
        Backend{" "}
        <Locked isLocked={isFixed}>
          <EditableSelect
            label="Backend"
            value={backendChoice}
            options={CHOICES}
            apply={(choice) => {
              player.setBackend(choice);
              return null;
            }}
          />
        </Locked>
        . {backend?.reason ?? ""}
      </p>
      {calibration !== null && <p>Measured with all curves: {ratesWords(calibration)}.</p>}
    </section>
  );
}
