import type { FileData } from "../../model/experiment.ts";
import { useIsLocked } from "../controls/Locked.tsx";
import { usePage } from "../page/PageContext.tsx";
import styles from "./ExperimentSentence.module.css";

/** The file that the experiment is on; its rows can be chosen anew. */
export function OwnFile({ data }: { data: FileData }) {
  const { viewStore } = usePage();
  const name = data.files[0]?.name ?? "";
  if (useIsLocked()) return <span>{name}</span>;
  return (
    <button
      type="button"
      className={styles["file"]}
      title={name}
      aria-label={`Choose from ${name}`}
      onClick={() => {
        viewStore.setState({ ownFiles: [] });
      }}
    >
      {name}
    </button>
  );
}
