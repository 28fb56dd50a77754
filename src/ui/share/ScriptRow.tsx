import { useState } from "react";
import { usePage } from "../page/PageContext.tsx";
import { Row } from "./Row.tsx";
import { saveScript, scriptOf } from "./runFiles.ts";
import { SaveButton } from "./SaveButton.tsx";

/** The experiment in another program, to check this one. */
export function ScriptRow() {
  const page = usePage();
  const [isCopied, setIsCopied] = useState(false);
  const copy = async () => {
    const text = await scriptOf(page);
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      throw new Error("The browser refused to copy. Download the script instead.");
    }
    setIsCopied(true);
  };
  return (
    <Row name="Reproduce in PyTorch">
      <SaveButton label="Download the PyTorch script" save={() => saveScript(page)}>
        Download
      </SaveButton>
      <SaveButton label="Copy the PyTorch script" save={copy}>
        {isCopied ? "Copied" : "Copy"}
      </SaveButton>
      <output className="visually-hidden">{isCopied ? "Script copied" : ""}</output>
    </Row>
  );
}
