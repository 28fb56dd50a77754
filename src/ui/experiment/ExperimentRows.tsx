import type { Experiment, Overlay } from "../../model/experiment.ts";
import { workloadOf } from "../../model/workload/workload.ts";
import { EditableSelect } from "../controls/EditableSelect.tsx";
import { EditableText } from "../controls/EditableText.tsx";
import { MathText } from "../controls/MathText.tsx";
import { readNumber, readWhole } from "../controls/readNumber.ts";
import { usePage, useSession } from "../page/PageContext.tsx";
import { cifarTargets, classesText, readClasses, withClasses } from "./cifarChoices.ts";
import { isImages, isPictures, seededInit, withTargets } from "./editExperiment.ts";
import { formerChoicesOf } from "./formerChoices.ts";
import { ExperimentRow } from "./ExperimentRow.tsx";
import { OptimizerRows } from "./OptimizerRows.tsx";
import { durationWords, memoryWords } from "./workloadWords.ts";
import styles from "./ExperimentDetails.module.css";

const NOT_A_NUMBER = "Use a number, such as 0.3.";
const NOT_WHOLE = "Use a whole number, such as 0.";

const SCHEMES = [
  { value: "torch", text: "uniform (torch)" },
  { value: "lecun", text: "normal (lecun)" },
] as const;
const BIASES = [
  { value: "with", text: "with bias" },
  { value: "without", text: "without bias" },
] as const;
const TARGETS = [
  { value: "one-hot", text: "one-hot, ten classes" },
  { value: "parity", text: "odd or even, ±1" },
] as const;
const COUNTS = (["1", "2", "3", "4", "5", "6"] as const).map((value) => ({ value, text: value }));
/** Overlays that are computed only when somebody asks for them here. */
const OPTIONAL_OVERLAYS: readonly { overlay: Overlay; name: string; label: string }[] = [
  { overlay: "centralFlow", name: "central flow", label: "Central flow" },
  { overlay: "flowFromStart", name: "flow from start", label: "Gradient flow from the start" },
  {
    overlay: "frozen",
    name: "frozen models",
    label: "Descent on the Taylor models of the loss at the edge",
  },
];
const COMPUTED = [
  { value: "off", text: "not computed" },
  { value: "on", text: "computed" },
] as const;

/** Everything about the experiment that its sentence leaves out. */
export function ExperimentRows() {
  const page = usePage();
  const experiment = useSession((state) => state.experiment);
  const { data, model, init, nudge, eigenvalues, overlays } = experiment;
  // Overlays and nudge are of gradient descent.
  const isDescent = experiment.optimizer === undefined;
  const edit = (change: Partial<Experiment>) => page.edit({ ...experiment, ...change });
  return (
    <dl className={styles["rows"]}>
      <OptimizerRows />
      {model.kind !== "cnn" && (
        <ExperimentRow name="bias">
          <EditableSelect
            label="Bias"
            value={model.bias ? "with" : "without"}
            options={BIASES}
            apply={(value) => edit({ model: { ...model, bias: value === "with" } })}
          />
        </ExperimentRow>
      )}
      {"scheme" in init && (
        <>
          <ExperimentRow name="start">
            <EditableSelect
              label="Initialisation scheme"
              value={init.scheme}
              options={SCHEMES}
              apply={(scheme) => edit({ init: { ...init, scheme } })}
            />
          </ExperimentRow>
          <ExperimentRow name="gain">
            <EditableText
              label="Initialisation gain"
              value={String(init.gain)}
              inputMode="decimal"
              apply={(text) => {
                const gain = readNumber(text);
                return gain === null ? NOT_A_NUMBER : edit({ init: { ...seededInit(init), gain } });
              }}
            />
          </ExperimentRow>
        </>
      )}
      {data.kind === "cifar10" && (
        <ExperimentRow name="classes">
          <EditableText
            label="Classes"
            value={classesText(data.classes)}
            apply={(text) => {
              const classes = readClasses(text);
              return typeof classes === "string"
                ? classes
                : page.edit(withClasses(experiment, data, classes));
            }}
          />
        </ExperimentRow>
      )}
      {isPictures(data) && (
        <>
          <ExperimentRow name="targets">
            <EditableSelect
              label="Targets"
              value={data.targets}
              options={data.kind === "cifar10" ? cifarTargets(data) : TARGETS}
              apply={(targets) =>
                page.edit(withTargets(experiment, targets, formerChoicesOf(page)))
              }
            />
          </ExperimentRow>
          <ExperimentRow name="first image">
            <EditableText
              label="Index of the first image"
              value={String(data.offset)}
              inputMode="numeric"
              apply={(text) => {
                const offset = readWhole(text);
                return offset === null ? NOT_WHOLE : edit({ data: { ...data, offset } });
              }}
            />
          </ExperimentRow>
        </>
      )}
      {isImages(data) && (
        <ExperimentRow name="pixel scale">
          <EditableText
            label="Scale of the pixels"
            value={String(data.scale)}
            inputMode="decimal"
            apply={(text) => {
              const scale = readNumber(text);
              return scale === null ? NOT_A_NUMBER : edit({ data: { ...data, scale } });
            }}
          />
        </ExperimentRow>
      )}
      {isDescent && (
        <ExperimentRow name="nudge at edge">
          <EditableText
            label="Nudge at the edge, in δ along u"
            value={String(nudge)}
            inputMode="decimal"
            apply={(text) => {
              const value = readNumber(text);
              return value === null ? NOT_A_NUMBER : edit({ nudge: value });
            }}
          >
            <MathText>{`${nudge} δ`}</MathText>
          </EditableText>
        </ExperimentRow>
      )}
      <ExperimentRow name="eigenvalues">
        <EditableSelect
          label="Leading eigenvalues measured"
          value={COUNTS[eigenvalues - 1]?.value ?? "1"}
          options={COUNTS}
          apply={(value) => edit({ eigenvalues: Number(value) })}
        />
      </ExperimentRow>
      {isDescent &&
        OPTIONAL_OVERLAYS.map(({ overlay, name, label }) => (
          <ExperimentRow key={overlay} name={name}>
            <EditableSelect
              label={label}
              value={overlays.includes(overlay) ? "on" : "off"}
              options={COMPUTED}
              apply={(value) => {
                const others = overlays.filter((other) => other !== overlay);
                return edit({ overlays: value === "on" ? [...others, overlay] : others });
              }}
            />
          </ExperimentRow>
        ))}
      <ExperimentRow name="needs">
        <Needs experiment={experiment} />
      </ExperimentRow>
    </dl>
  );
}

/** What a run of it takes, before it is started. */
function Needs({ experiment }: { experiment: Experiment }) {
  const backend = useSession((state) => state.backend?.name ?? "wasm");
  const workload = workloadOf(experiment);
  const duration = durationWords(workload, backend);
  const memory = memoryWords(workload, backend);
  return duration === "" ? memory : `${memory}, ${duration}`;
}
