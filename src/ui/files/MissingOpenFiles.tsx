import { useEffect } from "react";
import { reportMissing } from "../controls/missingParts.ts";
import { useView } from "../page/PageContext.tsx";
import { listenToDrops } from "./fileDrop.ts";

function report(): void {
  reportMissing("What opens this file");
}

/** In place of `OpenFiles` while that is missing: a dropped file must not take the place of the page. */
export function MissingOpenFiles() {
  const isAsked = useView((state) => state.unsaidRate !== null || state.ownFiles !== null);
  useEffect(() => listenToDrops({ onHold: () => undefined, onFiles: report }), []);
  useEffect(() => {
    if (isAsked) report();
  }, [isAsked]);
  return null;
}
