import { useEffect, useState } from "react";
import { useStore } from "zustand";
import { formatStep } from "../../charts/format.ts";
import { PARTS, type Part, type StepRange } from "../../charts/view.ts";
import { untilLoaded } from "../../offline/loadPart.ts";
import { findPreset } from "../../presets/knownPresets.ts";
import { learningRateWords } from "../../share/experimentWords.ts";
import type { LinkState } from "../../share/linkState.ts";
import { Choice } from "../controls/Choice.tsx";
import { Toggles } from "../controls/Toggles.tsx";
import { startsByItself } from "../page/autoplay.ts";
import { usePage, useSession, useView } from "../page/PageContext.tsx";
import { useMoment } from "../page/useMoment.ts";
import { LinkText } from "./LinkText.tsx";
import { PassOn } from "./PassOn.tsx";
import { Row } from "./Row.tsx";
import { choiceHere, linkOf, type MayChange, type ShareChoice, type Shows } from "./shareChoice.ts";

const MOMENT_MS = 500;

const SHOWS: readonly { value: Shows; text: string }[] = [
  { value: "everything", text: "everything" },
  { value: "noControls", text: "no controls" },
  { value: "oneChart", text: "one chart" },
  { value: "chosen", text: "choose parts" },
];
const MAY_CHANGE: readonly { value: MayChange; text: string }[] = [
  { value: "everything", text: "everything" },
  { value: "rate", text: "η only" },
  { value: "nothing", text: "nothing" },
];
const AS_HERE = { value: "asHere" as const, text: "as here" };

const PART_NAMES: Record<Part, string> = {
  header: "header",
  story: "sentence",
  presets: "preset",
  experiment: "experiment",
  rate: "η",
  overlays: "curves",
  axes: "axes",
  transport: "play",
  strip: "timeline",
  loss: "loss",
  distance: "distance",
  portrait: "portrait",
  slice: "loss along u",
  notes: "notes",
};

/** The address of what is on screen, as it will be while the choices stand. */
function useLink(choices: Partial<LinkState>) {
  const { address } = usePage();
  const experiment = useSession((state) => state.experiment);
  const backend = useSession((state) => state.backend);
  const view = useView((state) => state.view);
  const [link, setLink] = useState("");
  const [fault, setFault] = useState<string | null>(null);
  const said = JSON.stringify(choices);
  useEffect(() => {
    const { stop } = untilLoaded(
      () => address.link(JSON.parse(said) as Partial<LinkState>),
      (text) => {
        setLink(text);
        setFault(null);
      },
      (error) => {
        setFault(error instanceof Error ? error.message : String(error));
      },
    );
    return stop;
  }, [address, experiment, backend, view, said]);
  return { link, fault };
}

function wholeSteps(window: StepRange | null): StepRange | null {
  if (window === null) return null;
  const from = Math.max(0, Math.ceil(window.from));
  return { from, to: Math.max(from + 1, Math.floor(window.to)) };
}

/** The link with what it opens, shows and lets be changed, and the ways to pass it on. */
export function LinkPart() {
  const page = usePage();
  const experiment = useSession((state) => state.experiment);
  const preset = useSession((state) => findPreset(state.presetId)?.experiment);
  const lastStep = useSession((state) => state.step);
  const { hide, lock, mode } = useView((state) => state);
  const lesson = useStore(page.lessons, (state) => state);
  const { step } = useMoment(MOMENT_MS);
  // What was on screen when the dialog came: behind it nothing is zoomed.
  const [window] = useState(() => wholeSteps(page.figure()?.visibleSteps() ?? null));
  const waitsByItself = !startsByItself(experiment, preset);
  const shared = {
    waitsByItself,
    window,
    lock,
    lesson: lesson.lessonId === null ? null : { id: lesson.lessonId, step: lesson.step + 1 },
  };
  const [choice, setChoice] = useState<ShareChoice>(() => ({ ...choiceHere(hide, shared), mode }));
  const change = (part: Partial<ShareChoice>) => {
    setChoice((before) => ({ ...before, ...part }));
  };
  const choices = linkOf(choice, shared);
  const { link, fault } = useLink(choices);
  const cannotPlay = choice.opens === "waiting" && choices.hide?.includes("transport") === true;
  // The step is taken when it is chosen: a growing run would change the link under the eye.
  const rest = Math.max(1, choice.opens === "at" ? choice.at : step);
  return (
    <>
      {fault === null ? <LinkText link={link} /> : <p role="alert">{fault}</p>}
      <Row name="Opens">
        <Choice
          label="The link opens"
          options={[
            { value: "at", text: `paused at step ${formatStep(rest)}` },
            { value: "playing", text: "playing" },
            { value: "waiting", text: "waiting" },
          ]}
          value={choice.opens}
          onChange={(opens) => {
            change({ opens, at: Math.max(1, step) });
          }}
        />
      </Row>
      <Row name="Shows">
        <Choice
          label="The link shows"
          options={SHOWS}
          value={choice.shows}
          onChange={(shows) => {
            change({ shows, chosen: choices.hide ?? [] });
          }}
        />
        {choice.shows === "chosen" && (
          <Toggles<Part>
            label="Parts that are shown"
            options={PARTS.map((part) => ({
              value: part,
              text: PART_NAMES[part],
              label: `show ${PART_NAMES[part]}`,
              isOn: !choice.chosen.includes(part),
            }))}
            onChange={(part, isShown) => {
              const others = choice.chosen.filter((hidden) => hidden !== part);
              change({ chosen: isShown ? others : [...others, part] });
            }}
          />
        )}
      </Row>
      {cannotPlay && <p role="status">No Play is shown: only the space bar starts this run.</p>}
      <Row name="May change">
        <Choice
          label="The reader may change"
          options={choice.mayChange === "asHere" ? [...MAY_CHANGE, AS_HERE] : MAY_CHANGE}
          value={choice.mayChange}
          onChange={(mayChange) => {
            change({ mayChange });
          }}
        />
      </Row>
      {window !== null && (
        <Row name="Steps">
          <Choice
            label="Steps on screen"
            options={[
              { value: "window", text: `${formatStep(window.from)} to ${formatStep(window.to)}` },
              { value: "all", text: "all" },
            ]}
            value={choice.isZoomed ? "window" : "all"}
            onChange={(value) => {
              change({ isZoomed: value === "window" });
            }}
          />
        </Row>
      )}
      <Row name="Opens in">
        <Choice
          label="The link opens in"
          options={[
            { value: "desk", text: "the page" },
            { value: "lecture", text: "lecture mode" },
          ]}
          value={choice.mode}
          onChange={(value) => {
            change({ mode: value });
          }}
        />
      </Row>
      {lesson.lessonId !== null && (
        <Row name="Lesson">
          <Choice
            label="The link opens the lesson"
            options={[
              { value: "lesson", text: `at step ${lesson.step + 1}` },
              { value: "run", text: "the run alone" },
            ]}
            value={choice.isInLesson ? "lesson" : "run"}
            onChange={(value) => {
              change({ isInLesson: value === "lesson" });
            }}
          />
        </Row>
      )}
      <Row name="Step sizes">
        <span>
          {experiment.learningRateChanges.length === 0
            ? `${experiment.learningRate} throughout`
            : learningRateWords(experiment, lastStep)}
        </span>
      </Row>
      <PassOn link={link} choices={choices} />
    </>
  );
}
