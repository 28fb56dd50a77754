import { formatSignificant, formatStep } from "../../charts/format.ts";
import { BACKEND_NAMES, type BackendChoice, type BackendReport } from "../../protocol/backend.ts";
import { EditableSelect } from "../controls/EditableSelect.tsx";
import { usePage, useSlowSession } from "../page/PageContext.tsx";
import styles from "./Aside.module.css";

const RATE_MS = 500;

const CHOICES: readonly { value: BackendChoice; text: string }[] = [
  { value: "auto", text: "automatic" },
  ...BACKEND_NAMES.map((name) => ({ value: name, text: name })),
];

function speed(stepsPerSecond: number): string {
  if (!(stepsPerSecond > 0)) return "";
  const rounded = Number(stepsPerSecond.toPrecision(stepsPerSecond < 10 ? 2 : 3));
  return rounded >= 1000
    ? `${formatStep(rounded)} steps/s`
    : `${formatSignificant(rounded, 3)} steps/s`;
}

function describe(backend: BackendReport | null): string {
  if (backend === null) return "starting";
  const { name, precision } = backend;
  return name === precision ? name : `${name} · ${precision}`;
}

/** Where the derivatives are computed, how fast, and why there. */
export function BackendLine() {
  const { player } = usePage();
  const { backend, backendChoice, parameters, stepsPerSecond } = useSlowSession(RATE_MS);
  const facts = [
    describe(backend),
    parameters === null ? "" : `${formatStep(parameters)} parameters`,
    speed(stepsPerSecond),
  ].filter((fact) => fact !== "");
  return (
    <section aria-label="Backend" className={styles["backend"]}>
      <p className={styles["facts"]}>{facts.join(" · ")}</p>
      <p>
        Backend{" "}
        <EditableSelect
          label="Backend"
          value={backendChoice}
          options={CHOICES}
          apply={(choice) => {
            player.setBackend(choice);
            return null;
          }}
        />
        . {backend?.reason ?? ""}
      </p>
    </section>
  );
}
