import { useEffect } from "react";
import { reportMissing } from "../controls/missingParts.ts";
import { useView } from "../page/PageContext.tsx";
import { listenToDrops } from "./fileDrop.ts";

function report(): void {
  reportMissing("What opens this file");
}

/** In place of `OpenFiles` while that is missing: a dropped file must not take the place of the page. */
export function MissingOpenFiles() {
  const isAsked = useView((state) => state.unsaidRate !== null);
  useEffect(() => listenToDrops({ onHold: () => undefined, onFile: report }), []);
  useEffect(() => {
    if (isAsked) report();
  }, [isAsked]);
  return null;
}
