import { useEffect, useRef, useState } from "react";
import { formatStep } from "../../charts/format.ts";
import { untilLoaded } from "../../offline/loadPart.ts";
import { findPreset } from "../../presets/knownPresets.ts";
import { learningRateWords } from "../../share/experimentWords.ts";
import { Choice } from "../controls/Choice.tsx";
import { startsByItself } from "../page/autoplay.ts";
import { usePage, useSession, useView } from "../page/PageContext.tsx";
import { useMoment } from "../page/useMoment.ts";
import { Row } from "./Row.tsx";
import styles from "./ShareDialog.module.css";

const CONFIRMED_MS = 2500;
const MOMENT_MS = 500;
/** What fits a slide, a chat and a paper's footnote. */
const LONGEST = 300;

type Opening = "playing" | "until" | "waiting";
type CopyState = "idle" | "copied" | "refused";

/** What the link asks of the page that opens it. */
function openingOf(opening: Opening, step: number, isOwn: boolean) {
  switch (opening) {
    case "playing":
      return { run: isOwn };
    case "until":
      return { run: isOwn, until: step };
    case "waiting":
      // What waits by itself need not be told to.
      return { run: isOwn ? false : ("held" as const) };
  }
}

/** The address of what is on screen, as it will be while the choices stand. */
function useLink(opening: Opening, step: number, isOwn: boolean) {
  const { address } = usePage();
  const experiment = useSession((state) => state.experiment);
  const backend = useSession((state) => state.backend);
  const view = useView((state) => state.view);
  const [link, setLink] = useState("");
  const [fault, setFault] = useState<string | null>(null);
  useEffect(() => {
    const { stop } = untilLoaded(
      () => address.link(openingOf(opening, step, isOwn)),
      (text) => {
        setLink(text);
        setFault(null);
      },
      (error) => {
        setFault(error instanceof Error ? error.message : String(error));
      },
    );
    return stop;
  }, [address, experiment, backend, view, opening, step, isOwn]);
  return { link, fault };
}

/** The link with its length, what opens, and the button that copies it. */
export function LinkPart() {
  const experiment = useSession((state) => state.experiment);
  const preset = useSession((state) => findPreset(state.presetId)?.experiment);
  const lastStep = useSession((state) => state.step);
  const { step } = useMoment(MOMENT_MS);
  const isOwn = !startsByItself(experiment, preset);
  const [opening, setOpening] = useState<Opening>(isOwn ? "waiting" : "playing");
  // The step is taken when it is chosen: a growing run would change the link under the eye.
  const [until, setUntil] = useState(step);
  const { link, fault } = useLink(opening, until, isOwn);
  const options = [
    { value: "playing" as const, text: "playing" },
    { value: "until" as const, text: `playing to step ${formatStep(Math.max(1, until))}` },
    { value: "waiting" as const, text: "waiting" },
  ];
  return (
    <>
      {fault === null ? <CopyLink link={link} /> : <p role="alert">{fault}</p>}
      <Row name="Opens">
        <Choice
          label="The link opens"
          options={options}
          value={opening}
          onChange={(value) => {
            setUntil(Math.max(1, step));
            setOpening(value);
          }}
        />
      </Row>
      <Row name="Step sizes">
        <span>
          {experiment.learningRateChanges.length === 0
            ? `${experiment.learningRate} throughout`
            : learningRateWords(experiment, lastStep)}
        </span>
      </Row>
    </>
  );
}

/** Where the browser refuses to copy, the link is selected for the viewer's own hand. */
function CopyLink({ link }: { link: string }) {
  const [state, setState] = useState<CopyState>("idle");
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (state === "refused") {
      input.current?.focus();
      input.current?.select();
    }
    if (state !== "copied") return undefined;
    const timer = setTimeout(() => {
      setState("idle");
    }, CONFIRMED_MS);
    return () => {
      clearTimeout(timer);
    };
  }, [state]);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(link);
      setState("copied");
    } catch {
      setState("refused");
    }
  };
  const hash = new URL(link === "" ? location.href : link).hash;
  const text = state === "copied" ? `Copied, ${link.length} characters` : "Copy link";
  return (
    <>
      <input
        ref={input}
        className={styles["link"]}
        aria-label="Link"
        readOnly
        value={state === "refused" ? link : hash}
        onFocus={(event) => {
          event.target.select();
        }}
      />
      <p className={styles["facts"]}>
        <span>
          {link.length} of {LONGEST} characters
        </span>
        <span>same link, same curve</span>
      </p>
      {state === "refused" && (
        <p role="alert">The browser refused to copy. Copy the selected link from here.</p>
      )}
      <output className="visually-hidden">{state === "copied" ? text : ""}</output>
      <button
        type="button"
        className={styles["copy"]}
        disabled={link === ""}
        onClick={() => void copy()}
      >
        {text}
      </button>
    </>
  );
}
