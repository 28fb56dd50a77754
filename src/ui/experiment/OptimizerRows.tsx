import type { Experiment, Optimizer } from "../../model/experiment.ts";
import { OPTIMIZER_KINDS } from "../../model/schema/optimizerSchema.ts";
import { ruleName } from "../../model/stability.ts";
import { EditableSelect } from "../controls/EditableSelect.tsx";
import { EditableText } from "../controls/EditableText.tsx";
import { readNumber } from "../controls/readNumber.ts";
import { usePage, useSession } from "../page/PageContext.tsx";
import { withOptimizer } from "./editExperiment.ts";
import { ExperimentRow } from "./ExperimentRow.tsx";

const RULES = OPTIMIZER_KINDS.map((value) => ({ value, text: ruleName(value) }));
const NOT_A_NUMBER = "Use a number, such as 0.9.";

/** The step rule, and its numbers. */
export function OptimizerRows() {
  const page = usePage();
  const experiment = useSession((state) => state.experiment);
  const { optimizer } = experiment;
  return (
    <>
      <ExperimentRow name="step rule">
        <EditableSelect
          label="Step rule"
          value={optimizer?.kind ?? "gd"}
          options={RULES}
          apply={(kind) => page.edit(withOptimizer(experiment, kind))}
        />
      </ExperimentRow>
      {numbersOf(optimizer).map(({ key, name, label, value }) => (
        <ExperimentRow key={key} name={name}>
          <EditableText
            label={label}
            value={String(value)}
            inputMode="decimal"
            apply={(text) => {
              const number = readNumber(text);
              return number === null
                ? NOT_A_NUMBER
                : page.edit({
                    ...experiment,
                    optimizer: { ...optimizer, [key]: number },
                  } as Experiment);
            }}
          />
        </ExperimentRow>
      ))}
    </>
  );
}

interface RuleNumber {
  key: string;
  name: string;
  label: string;
  value: number;
}

function numbersOf(optimizer: Optimizer | undefined): RuleNumber[] {
  switch (optimizer?.kind) {
    case "heavy-ball":
    case "nesterov":
      return [{ key: "momentum", name: "μ", label: "Momentum μ", value: optimizer.momentum }];
    case "rmsprop":
      return averages(optimizer);
    case "adam":
      return [
        {
          key: "beta1",
          name: "β₁",
          label: "Decay β₁ of the mean gradient",
          value: optimizer.beta1,
        },
        ...averages(optimizer),
      ];
    case undefined:
      return [];
  }
}

function averages({ beta2, epsilon }: { beta2: number; epsilon: number }): RuleNumber[] {
  return [
    { key: "beta2", name: "β₂", label: "Decay β₂ of the mean square", value: beta2 },
    { key: "epsilon", name: "ε", label: "ε, added to its root", value: epsilon },
  ];
}
