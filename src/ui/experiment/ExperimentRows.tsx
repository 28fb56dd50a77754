import type { ReactNode } from "react";
import type { Experiment } from "../../model/experiment.ts";
import { workloadOf } from "../../model/workload/workload.ts";
import { EditableSelect } from "../controls/EditableSelect.tsx";
import { EditableText } from "../controls/EditableText.tsx";
import { MathText } from "../controls/MathText.tsx";
import { readNumber, readWhole } from "../controls/readNumber.ts";
import { usePage, useSession } from "../page/PageContext.tsx";
import { cifarTargets, classesText, readClasses, withClasses } from "./cifarChoices.ts";
import { isImages, isPictures, seededInit, withTargets } from "./editExperiment.ts";
import { formerChoicesOf } from "./formerChoices.ts";
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
const COMPUTED = [
  { value: "off", text: "not computed" },
  { value: "on", text: "computed" },
] as const;

/** Everything about the experiment that its sentence leaves out. */
export function ExperimentRows() {
  const page = usePage();
  const experiment = useSession((state) => state.experiment);
  const { data, model, init, nudge, eigenvalues, overlays } = experiment;
  const edit = (change: Partial<Experiment>) => page.edit({ ...experiment, ...change });
  return (
    <dl className={styles["rows"]}>
      {model.kind !== "cnn" && (
        <Row name="bias">
          <EditableSelect
            label="Bias"
            value={model.bias ? "with" : "without"}
            options={BIASES}
            apply={(value) => edit({ model: { ...model, bias: value === "with" } })}
          />
        </Row>
      )}
      {"scheme" in init && (
        <>
          <Row name="start">
            <EditableSelect
              label="Initialisation scheme"
              value={init.scheme}
              options={SCHEMES}
              apply={(scheme) => edit({ init: { ...init, scheme } })}
            />
          </Row>
          <Row name="gain">
            <EditableText
              label="Initialisation gain"
              value={String(init.gain)}
              inputMode="decimal"
              apply={(text) => {
                const gain = readNumber(text);
                return gain === null ? NOT_A_NUMBER : edit({ init: { ...seededInit(init), gain } });
              }}
            />
          </Row>
        </>
      )}
      {data.kind === "cifar10" && (
        <Row name="classes">
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
        </Row>
      )}
      {isPictures(data) && (
        <>
          <Row name="targets">
            <EditableSelect
              label="Targets"
              value={data.targets}
              options={data.kind === "cifar10" ? cifarTargets(data) : TARGETS}
              apply={(targets) =>
                page.edit(withTargets(experiment, targets, formerChoicesOf(page)))
              }
            />
          </Row>
          <Row name="first image">
            <EditableText
              label="Index of the first image"
              value={String(data.offset)}
              inputMode="numeric"
              apply={(text) => {
                const offset = readWhole(text);
                return offset === null ? NOT_WHOLE : edit({ data: { ...data, offset } });
              }}
            />
          </Row>
        </>
      )}
      {isImages(data) && (
        <Row name="pixel scale">
          <EditableText
            label="Scale of the pixels"
            value={String(data.scale)}
            inputMode="decimal"
            apply={(text) => {
              const scale = readNumber(text);
              return scale === null ? NOT_A_NUMBER : edit({ data: { ...data, scale } });
            }}
          />
        </Row>
      )}
      <Row name="nudge at edge">
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
      </Row>
      <Row name="eigenvalues">
        <EditableSelect
          label="Leading eigenvalues measured"
          value={COUNTS[eigenvalues - 1]?.value ?? "1"}
          options={COUNTS}
          apply={(value) => edit({ eigenvalues: Number(value) })}
        />
      </Row>
      <Row name="flow from start">
        <EditableSelect
          label="Gradient flow from the start"
          value={overlays.includes("flowFromStart") ? "on" : "off"}
          options={COMPUTED}
          apply={(value) => {
            const others = overlays.filter((overlay) => overlay !== "flowFromStart");
            return edit({ overlays: value === "on" ? [...others, "flowFromStart"] : others });
          }}
        />
      </Row>
      <Row name="frozen models">
        <EditableSelect
          label="Descent on the Taylor models of the loss at the edge"
          value={overlays.includes("frozen") ? "on" : "off"}
          options={COMPUTED}
          apply={(value) => {
            const others = overlays.filter((overlay) => overlay !== "frozen");
            return edit({ overlays: value === "on" ? [...others, "frozen"] : others });
          }}
        />
      </Row>
      <Row name="needs">
        <Needs experiment={experiment} />
      </Row>
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

function Row({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className={styles["row"]}>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
