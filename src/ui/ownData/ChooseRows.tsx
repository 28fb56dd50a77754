import { useState } from "react";
import { formatStep } from "../../charts/format.ts";
import type { FileData } from "../../model/experiment.ts";
import { classCounts } from "../../model/ownData/fileClasses.ts";
import {
  likelyChoices,
  possibleTargets,
  targetColumns,
  withTargetKind,
  type FileChoices,
} from "../../model/ownData/fileChoices.ts";
import { eligibleRows } from "../../model/ownData/fileDataset.ts";
import { fileSizes } from "../../model/ownData/fileSizes.ts";
import type { FoundFiles } from "../../session/ownData/readOwnFiles.ts";
import { Choice } from "../controls/Choice.tsx";
import { withFiles } from "../experiment/editExperiment.ts";
import { usePage } from "../page/PageContext.tsx";
import { ClassList } from "./ClassList.tsx";
import { FilePreview } from "./FilePreview.tsx";
import { ChoiceRow, WholeField } from "./ChoiceRow.tsx";
import { fileWords, TARGET_WORDS } from "./ownDataWords.ts";
import { tooFewRows } from "./tooFewRows.ts";
import styles from "./OwnData.module.css";

const SUBSETS = [
  { value: "spread", text: "spread over the file" },
  { value: "first", text: "one after the other" },
] as const;

export interface ChooseRowsProps {
  found: FoundFiles;
  /** What is chosen at first. */
  first: FileChoices;
  onOther: () => void;
  onTrained: () => void;
}

/** What is in the files, and which of it is learned from. */
export function ChooseRows({ found, first, onOther, onTrained }: ChooseRowsProps) {
  const page = usePage();
  const { rows, files, format } = found;
  const [choices, setChoices] = useState(first);
  const [fault, setFault] = useState<string | null>(null);
  const { column, targets, classes, samples, offset, subset, standardise } = choices;
  const counts = targets === "values" ? null : classCounts(rows, column);
  const eligible = eligibleRows(rows, choices).length;
  const change = (part: Partial<FileChoices>) => {
    setFault(null);
    setChoices({ ...choices, ...part });
  };
  const chooseClasses = (chosen: number[]) => {
    const count = eligibleRows(rows, { column, targets, classes: chosen }).length;
    change({ classes: chosen, samples: Math.max(1, Math.min(samples, count)), offset: 0 });
  };
  const train = async () => {
    const data: FileData = { kind: "file", format, files, ...chosenOnly(choices) };
    const lacking = tooFewRows(data, rows);
    if (lacking !== null) {
      setFault(lacking);
      return;
    }
    const { experiment } = page.player.store.getState();
    page.ownRows.put(files, rows);
    const refused = await page.edit(withFiles(experiment, data));
    setFault(refused);
    if (refused === null) onTrained();
  };
  const { inputSize, outputSize } = fileSizes({ kind: "file", format, files, ...choices });
  return (
    <>
      <p className={styles["line"]}>
        {fileWords(files, rows)}{" "}
        <button type="button" className="text-button" onClick={onOther}>
          Other files…
        </button>
      </p>
      <div className={styles["columns"]}>
        <FilePreview rows={rows} column={column} />
        <div>
          {rows.kind === "table" && (
            <ChoiceRow name="learn">
              <select
                aria-label="Column to learn"
                value={column ?? 0}
                onChange={(event) => {
                  setFault(null);
                  setChoices(likelyChoices(rows, Number(event.target.value)));
                }}
              >
                {targetColumns(rows).map((each) => (
                  <option key={each} value={each}>
                    {rows.columns[each]?.name}
                  </option>
                ))}
              </select>
            </ChoiceRow>
          )}
          <ChoiceRow name="as">
            <Choice
              label="Learned as"
              value={targets}
              options={possibleTargets(rows, column).map((value) => ({
                value,
                text: TARGET_WORDS[value],
              }))}
              onChange={(value) => {
                setFault(null);
                setChoices(withTargetKind(rows, column, value));
              }}
            />
          </ChoiceRow>
          {counts !== null && (
            <ChoiceRow name="classes">
              <ClassList
                rows={rows}
                column={column}
                counts={counts}
                chosen={classes}
                most={targets === "sign" ? 2 : counts.length}
                onChoose={chooseClasses}
              />
            </ChoiceRow>
          )}
          <ChoiceRow name="rows">
            <WholeField
              label="Number of rows"
              value={samples}
              onChange={(value) => {
                change({ samples: value });
              }}
            />{" "}
            of {formatStep(Math.max(0, eligible - offset))}
          </ChoiceRow>
          <ChoiceRow name="taken">
            <Choice
              label="How rows are taken"
              value={subset}
              options={SUBSETS}
              onChange={(value) => {
                change({ subset: value });
              }}
            />
          </ChoiceRow>
          <ChoiceRow name="from row">
            <WholeField
              label="First row"
              value={offset}
              onChange={(value) => {
                change({ offset: value });
              }}
            />
          </ChoiceRow>
          <ChoiceRow name="standardise">
            <Choice
              label="Standardise"
              value={standardise}
              options={[
                { value: "inputs", text: rows.kind === "table" ? "inputs" : "channels" },
                ...(targets === "values"
                  ? [{ value: "all" as const, text: "inputs and target" }]
                  : []),
                { value: "none", text: "nothing" },
              ]}
              onChange={(value) => {
                change({ standardise: value });
              }}
            />
          </ChoiceRow>
          {fault !== null && (
            <p className={styles["fault"]} role="alert">
              {fault}
            </p>
          )}
          <p className={styles["line"]}>
            <button type="button" className={styles["filled"]} onClick={() => void train()}>
              Train on these
            </button>{" "}
            {formatStep(samples)} rows, {formatStep(inputSize)} inputs, {formatStep(outputSize)}{" "}
            {outputSize === 1 ? "output" : "outputs"}
          </p>
        </div>
      </div>
    </>
  );
}

/** Without what else an experiment's data have. */
function chosenOnly(choices: FileChoices): FileChoices {
  const { column, targets, classes, samples, offset, subset, standardise, shape } = choices;
  return { column, targets, classes, samples, offset, subset, standardise, shape };
}
