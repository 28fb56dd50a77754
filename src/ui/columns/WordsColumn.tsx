import { About } from "../aside/About.tsx";
import { BackendLine } from "../aside/BackendLine.tsx";
import { Citation } from "../aside/Citation.tsx";
import { OfflineLine } from "../aside/OfflineLine.tsx";
import { PresetWords } from "../aside/PresetWords.tsx";
import { StepValues } from "../aside/StepValues.tsx";
import { RecordedNote } from "../recorded/RecordedNote.tsx";

/** Below the pictures: values of the step, what to watch, where it is computed, and about the page. */
export function WordsColumn({ onShowKeys }: { onShowKeys: () => void }) {
  return (
    <>
      <StepValues />
      <PresetWords />
      <BackendLine />
      <RecordedNote />
      <Citation />
      <OfflineLine />
      <About onShowKeys={onShowKeys} />
    </>
  );
}
