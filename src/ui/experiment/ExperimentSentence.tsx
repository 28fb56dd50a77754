import {
  ACTIVATIONS,
  LOSSES,
  MODEL_KINDS,
  type DataSource,
  type Experiment,
} from "../../model/experiment.ts";
import { formatStep } from "../../charts/format.ts";
import {
  activationName,
  KIND_NAMES,
  LOSS_NAMES,
  startName,
  subscript,
  widthsName,
} from "../../share/experimentNames.ts";
import { EditableSelect } from "../controls/EditableSelect.tsx";
import { EditableText } from "../controls/EditableText.tsx";
import { readWhole, readWholes } from "../controls/readNumber.ts";
import { usePage, useSession } from "../page/PageContext.tsx";
import { isPictures, seededInit, withDataKind, withLoss, withModelKind } from "./editExperiment.ts";
import { formerChoicesOf } from "./formerChoices.ts";
import { tooFewRows } from "../ownData/tooFewRows.ts";
import { OwnFile } from "./OwnFile.tsx";
import styles from "./ExperimentSentence.module.css";

const LOSS_OPTIONS = LOSSES.map((value) => ({ value, text: LOSS_NAMES[value] }));
const KIND_OPTIONS = MODEL_KINDS.map((value) => ({ value, text: KIND_NAMES[value] }));

const DATA_NAMES: readonly { value: DataSource["kind"]; text: string }[] = [
  { value: "chebyshev", text: "Chebyshev" },
  { value: "mnist", text: "MNIST" },
  { value: "fashion-mnist", text: "Fashion-MNIST" },
  { value: "cifar10", text: "CIFAR-10" },
];
const INLINE = { value: "inline" as const, text: "given data" };

const NOT_WHOLE = "Use a whole number, such as 20.";

/** The experiment in one sentence; every underlined part of it can be changed in place. */
export function ExperimentSentence() {
  const page = usePage();
  const experiment = useSession((state) => state.experiment);
  const { data, model, loss, init } = experiment;
  const edit = (change: Partial<Experiment>) => page.edit({ ...experiment, ...change });
  const changeData = (kind: DataSource["kind"]) => {
    const changed = withDataKind(experiment, kind, formerChoicesOf(page));
    if (kind !== "file" || changed !== experiment) return page.edit(changed);
    page.viewStore.setState({ ownFiles: [] });
    return null;
  };
  const hasGivenData =
    data.kind === "inline" || formerChoicesOf(page).ofKind("inline") !== undefined;
  const file = { value: "file", text: data.kind === "file" ? "own data" : "own data…" } as const;
  return (
    <p className={styles["sentence"]}>
      Train a <Widths experiment={experiment} edit={edit} />{" "}
      <EditableSelect
        label="Activation"
        value={model.activation}
        options={ACTIVATIONS.map((activation) => ({
          value: activation,
          text: activationName({ ...model, activation }),
        }))}
        apply={(activation) => edit({ model: { ...model, activation } })}
      />{" "}
      <EditableSelect
        label="Kind of network"
        value={model.kind}
        options={KIND_OPTIONS}
        apply={(kind) => page.edit(withModelKind(experiment, kind, formerChoicesOf(page)))}
      />{" "}
      on <Samples experiment={experiment} edit={edit} /> of{" "}
      <EditableSelect
        label="Data"
        value={data.kind}
        options={[...DATA_NAMES, file, ...(hasGivenData ? [INLINE] : [])]}
        apply={changeData}
      />
      <Shape experiment={experiment} edit={edit} />
      {data.kind === "file" && (
        <>
          {" "}
          <OwnFile data={data} />
        </>
      )}{" "}
      with{" "}
      <EditableSelect
        label="Loss"
        value={loss}
        options={LOSS_OPTIONS}
        apply={(value) => page.edit(withLoss(experiment, value, formerChoicesOf(page)))}
      />
      , from{" "}
      <EditableText
        label="Seed"
        value={"seed" in init ? String(init.seed) : ""}
        inputMode="numeric"
        apply={(text) => {
          const seed = readWhole(text);
          return seed === null ? NOT_WHOLE : edit({ init: { ...seededInit(init), seed } });
        }}
      >
        {startName(init)}
      </EditableText>
      .
    </p>
  );
}

interface PartProps {
  experiment: Experiment;
  edit: (change: Partial<Experiment>) => Promise<string | null>;
}

/** Widths of the hidden layers, or channels of the convolutions. */
function Widths({ experiment, edit }: PartProps) {
  const { model } = experiment;
  const isCnn = model.kind === "cnn";
  return (
    <EditableText
      label={isCnn ? "Channels of the convolutions" : "Hidden layer widths"}
      value={(isCnn ? model.channels : model.hidden).join(", ")}
      apply={(text) => {
        const widths = readWholes(text);
        if (widths === null) {
          return isCnn
            ? "Use whole numbers with commas, such as 8, 8: the channels of each convolution."
            : "Use whole numbers with commas, such as 32, 32; none for a linear model.";
        }
        return edit({
          model: isCnn ? { ...model, channels: widths } : { ...model, hidden: widths },
        });
      }}
    >
      {widthsName(experiment)}
    </EditableText>
  );
}

function Samples({ experiment: { data }, edit }: PartProps) {
  const { ownRows } = usePage();
  const noun = isPictures(data) ? "images" : data.kind === "file" ? "rows" : "points";
  if (data.kind === "inline") return `${formatStep(data.inputs.length)} ${noun}`;
  return (
    <EditableText
      label="Number of samples"
      value={String(data.samples)}
      inputMode="numeric"
      apply={(text) => {
        const samples = readWhole(text);
        if (samples === null) return NOT_WHOLE;
        const changed = { ...data, samples };
        const rows = ownRows.of(changed);
        const lacking = changed.kind === "file" && rows !== null && tooFewRows(changed, rows);
        return lacking || edit({ data: changed });
      }}
    >
      {`${formatStep(data.samples)} ${noun}`}
    </EditableText>
  );
}

const sidesText = (sides: readonly number[]) =>
  sides.map((side) => ({ value: String(side), text: `${side} × ${side}` }));
const GREY_SIDES = sidesText([7, 14, 28]);
const CIFAR_SIDES = sidesText([8, 16, 32]);

/** What is particular to a kind of data: the degree of the polynomial, the size of the images. */
function Shape({ experiment: { data }, edit }: PartProps) {
  if (data.kind === "chebyshev") {
    return (
      <>
        {" "}
        <EditableText
          label="Degree of the Chebyshev polynomial"
          value={String(data.degree)}
          inputMode="numeric"
          apply={(text) => {
            const degree = readWhole(text);
            return degree === null ? NOT_WHOLE : edit({ data: { ...data, degree } });
          }}
        >
          <i data-symbol="T">T</i>
          {subscript(data.degree)}
        </EditableText>
      </>
    );
  }
  if (!isPictures(data)) return null;
  return (
    <>
      {" at "}
      <EditableSelect
        label="Image size"
        value={`${data.side}`}
        options={data.kind === "cifar10" ? CIFAR_SIDES : GREY_SIDES}
        apply={(side) => edit({ data: { ...data, side: Number(side) } as DataSource })}
      />
    </>
  );
}
