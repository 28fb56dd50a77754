import { useEffect, useRef, useState } from "react";
import { findPreset } from "../../presets/knownPresets.ts";
import { experimentWords } from "../../share/experimentWords.ts";
import type { LinkState } from "../../share/linkState.ts";
import { Choice } from "../controls/Choice.tsx";
import { lazyDialog } from "../controls/lazyDialog.tsx";
import { usePage, useSession } from "../page/PageContext.tsx";
import { embedCode, embedHides, type EmbedCharts } from "./embedCode.ts";
import { QrCode } from "./QrCode.tsx";
import { saveLink } from "./runFiles.ts";
import { SaveButton } from "./SaveButton.tsx";
import styles from "./ShareDialog.module.css";

const LargeQrCode = lazyDialog(
  "The large QR code",
  async () => (await import("./LargeQrCode.tsx")).LargeQrCode,
);

const CONFIRMED_MS = 2500;

const CHARTS: readonly { value: EmbedCharts; text: string }[] = [
  { value: "one", text: "sharpness" },
  { value: "two", text: "with loss" },
  { value: "all", text: "all charts" },
];

export interface PassOnProps {
  link: string;
  choices: Partial<LinkState>;
}

/** The link as a QR code, to copy, to embed, and as a file. */
export function PassOn({ link, choices }: PassOnProps) {
  const page = usePage();
  const [isLarge, setIsLarge] = useState(false);
  return (
    <div className={styles["pass"]}>
      <div className={styles["code"]}>
        <QrCode text={link} label="QR code of the link" />
        <button
          type="button"
          className="text-button"
          aria-haspopup="dialog"
          onClick={() => {
            setIsLarge(true);
          }}
        >
          Show large
        </button>
      </div>
      <div className={styles["ways"]}>
        <CopyLink link={link} />
        <EmbedCode choices={choices} />
        <SaveButton save={() => saveLink(page, choices)}>Save link as a file</SaveButton>
      </div>
      {isLarge && (
        <LargeQrCode
          link={link}
          onClose={() => {
            setIsLarge(false);
          }}
        />
      )}
    </div>
  );
}

type CopyState = "idle" | "copied" | "refused";

/** A text for the clipboard, and what became of it. */
function useCopy() {
  const [state, setState] = useState<CopyState>("idle");
  useEffect(() => {
    if (state !== "copied") return undefined;
    const timer = setTimeout(() => {
      setState("idle");
    }, CONFIRMED_MS);
    return () => {
      clearTimeout(timer);
    };
  }, [state]);
  const copy = async (text: string) => {
    try {
      await navigator.clipboard.writeText(text);
      setState("copied");
    } catch {
      setState("refused");
    }
  };
  return { state, copy };
}

/** Where the browser refuses to copy, the text is there, selected, for the viewer's own hand. */
function RefusedCopy({ label, text }: { label: string; text: string }) {
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    input.current?.focus();
    input.current?.select();
  }, []);
  return (
    <>
      <p role="alert">The browser refused to copy. Copy the selected text from here.</p>
      <input ref={input} className={styles["link"]} aria-label={label} readOnly value={text} />
    </>
  );
}

function CopyLink({ link }: { link: string }) {
  const { state, copy } = useCopy();
  const words = state === "copied" ? `Copied, ${link.length} characters` : "Copy link";
  return (
    <>
      <button
        type="button"
        className={styles["copy"]}
        disabled={link === ""}
        onClick={() => void copy(link)}
      >
        {words}
      </button>
      <output className="visually-hidden">{state === "copied" ? words : ""}</output>
      {state === "refused" && <RefusedCopy label="Link to copy" text={link} />}
    </>
  );
}

/** The iframe for another page. It waits there for its reader, whatever the link does. */
function EmbedCode({ choices }: { choices: Partial<LinkState> }) {
  const { address } = usePage();
  const experiment = useSession((state) => state.experiment);
  const preset = useSession((state) => findPreset(state.presetId));
  const [charts, setCharts] = useState<EmbedCharts>("one");
  const [code, setCode] = useState("");
  const { state, copy } = useCopy();
  const make = async () => {
    const link = await address.link({
      ...choices,
      run: false,
      embed: true,
      hide: embedHides(charts),
      lecture: false,
      lesson: null,
    });
    const title = preset?.title ?? experimentWords(experiment);
    const text = embedCode(link, `${title}: Brink`, charts);
    setCode(text);
    await copy(text);
  };
  return (
    <>
      <span className={styles["embed"]}>
        <button type="button" className="text-button" onClick={() => void make()}>
          {state === "copied" ? "Copied" : "Copy embed code"}
        </button>
        <Choice label="Charts of the embed" options={CHARTS} value={charts} onChange={setCharts} />
      </span>
      <output className="visually-hidden">{state === "copied" ? "Embed code copied" : ""}</output>
      {state === "refused" && <RefusedCopy label="Embed code to copy" text={code} />}
    </>
  );
}
