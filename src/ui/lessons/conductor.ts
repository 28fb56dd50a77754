/** Leads player and figure through a lesson: what the store says is made to be on screen. */
import { CURVES, defaultView, type Curve, type View } from "../../charts/view.ts";
import {
  endOf,
  settingOf,
  type Lesson,
  type LessonStep,
  type Setting,
} from "../../lessons/lesson.ts";
import type { LessonAction } from "../../lessons/markup.ts";
import type { Page } from "../page/page.ts";
import { rememberStep } from "./lessonProgress.ts";
import { leaveLesson } from "./lessonStore.ts";
import { hasArrived, newFrom, nextMove } from "./steering.ts";

export interface Conductor {
  /** What Space does: let the run arrive, let it answer, go to the next step, end the lesson. */
  goOn: () => void;
  goBack: () => void;
  /** Answer the question of this step; null lets the run answer alone. */
  choose: (choice: number | null) => void;
  /** Do what a text offers. */
  act: (action: LessonAction) => void;
  leave: () => void;
  stop: () => void;
}

function viewOf({ curves, view }: LessonStep): View {
  const usual = defaultView();
  if (curves === undefined) return { ...usual, ...view };
  const isShown = (curve: Curve) => [curve, curves.includes(curve)] as const;
  return {
    ...usual,
    ...view,
    visible: Object.fromEntries(CURVES.map(isShown)) as View["visible"],
  };
}

/** No run at all. */
const NO_RUN = -1;

/** A press meant to hurry the run may come just after it has arrived; for so many ms it does nothing. */
const GRACE_MS = 350;

const RESTS = new Set(["ready", "paused", "finished"]);

/** Begin with the step that the store names, and follow it until stopped. */
export function createConductor(page: Page, lesson: Lesson): Conductor {
  const { player, viewStore, lessons } = page;
  const viewBefore = viewStore.getState().view;
  const speedBefore = player.store.getState().speed;
  let goal: Setting | null = null;
  /** On the way to the goal: up to here the viewer has seen it all. */
  let fastTo: number | null = null;
  /** The run drawn when another one was asked for: until it changes, rows are not of the new one. */
  let waitsSince: number | null = null;
  let hasLoaded = false;
  /** The viewer does not want to watch. */
  let isHurried = false;
  /** When the run came to where it is wanted, in ms; that of a run which was there is long ago. */
  let arrivedAt = -Infinity;

  const current = () => {
    const { step, answers } = lessons.getState();
    const index = Math.min(step, lesson.steps.length - 1);
    const lessonStep = lesson.steps[index]!;
    const isAnswered = lessonStep.id in answers;
    return { index, lessonStep, isAnswered, setting: settingOf(lessonStep, isAnswered) };
  };
  const drawn = () => {
    const { experiment, presetId } = player.store.getState();
    // The run of a preset has its recording beneath it, which shows what lies ahead.
    const isOurs = waitsSince === null && presetId === null;
    return { experiment, head: isOurs ? player.history().length - 1 : NO_RUN };
  };

  function isThere(): boolean {
    const { status } = player.store.getState();
    if (goal === null || waitsSince !== null || status === "loading") return false;
    // What has stopped for good gets no further: the text is read beside what there is.
    return status === "diverged" || status === "failed" || hasArrived(drawn(), goal);
  }

  function load({ experiment, to }: Setting): void {
    waitsSince = player.store.getState().drawnRun;
    player.load({
      experiment: structuredClone(experiment),
      presetId: null,
      play: to > 0,
      until: to,
      undo: hasLoaded ? "same" : "preset",
    });
    if (!hasLoaded) void page.address.push();
    hasLoaded = true;
  }

  /** What comes after is not drawn where it is asked for. */
  function hidesFuture(wanted: Setting): boolean {
    const { lessonStep, isAnswered } = current();
    return lessonStep.ask !== undefined && !isAnswered && drawn().head > wanted.to;
  }

  /** @param isNew whether the viewer is to watch the part of the run that is new */
  function approach(wanted: Setting, isNew: boolean): void {
    goal = wanted;
    fastTo = null;
    const speed = isNew ? (wanted.speed ?? null) : null;
    const move = nextMove(
      !hasLoaded || hidesFuture(wanted) ? { ...drawn(), head: NO_RUN } : drawn(),
      wanted,
    );
    switch (move.kind) {
      case "look":
        player.pause();
        page.setPlayhead(wanted.to);
        break;
      case "change":
        player.setLearningRate(move.learningRate);
        player.setSpeed(speed);
        player.runTo(wanted.to);
        break;
      case "run":
        player.setSpeed(speed);
        player.runTo(wanted.to);
        break;
      case "load": {
        const from = speed === null ? wanted.to : newFrom(before(), wanted);
        fastTo = from > 0 && from < wanted.to ? from : null;
        // A preset that is left takes its speed with it: so the speed is set after the load.
        load({ ...wanted, to: fastTo ?? wanted.to });
        player.setSpeed(fastTo === null ? speed : null);
        break;
      }
    }
    report();
  }

  /** Where the run stood before what the step at hand now shows. */
  function before(): Setting | null {
    const { index, lessonStep, isAnswered } = current();
    if (isAnswered) return settingOf(lessonStep, false);
    const last = lesson.steps[index - 1];
    return last === undefined ? null : endOf(last);
  }

  function showWindow(): void {
    page.figure()?.setWindow(current().setting.window ?? null);
  }

  function enter(isNew: boolean): void {
    const { lessonStep, setting } = current();
    isHurried = false;
    arrivedAt = -Infinity;
    viewStore.setState({ view: viewOf(lessonStep), focus: lessonStep.focus, crosshair: null });
    approach(setting, isNew);
    showWindow();
  }

  function report(): void {
    const there = isThere();
    if (there && !lessons.getState().isThere) arrivedAt = performance.now();
    if (lessons.getState().isThere !== there) lessons.setState({ isThere: there });
  }

  function hurry(): void {
    const { status } = player.store.getState();
    isHurried = true;
    player.setSpeed(null);
    if (goal !== null && status !== "loading" && status !== "running") approach(goal, false);
  }

  const stopSession = player.store.subscribe((now, old) => {
    if (now.drawnRun !== old.drawnRun) {
      waitsSince = null;
      showWindow();
    }
    if (fastTo !== null && goal !== null && waitsSince === null && now.step === fastTo) {
      if (RESTS.has(now.status)) approach(goal, !isHurried);
    }
    report();
  });
  const stopLesson = lessons.subscribe((now, old) => {
    if (now.lessonId !== lesson.id) return;
    if (now.step !== old.step) rememberStep(lesson.id, current().index);
    if (now.step !== old.step || now.answers !== old.answers) {
      enter(now.step > old.step || now.answers !== old.answers);
    }
  });
  rememberStep(lesson.id, current().index);
  enter(true);

  const leave = () => {
    leaveLesson(lessons);
  };
  const choose = (choice: number | null) => {
    const { lessonStep, isAnswered } = current();
    const count = lessonStep.ask?.choices.length ?? 0;
    if (isAnswered || count === 0 || !isThere() || (choice ?? 0) >= count) return;
    lessons.setState(({ answers }) => ({ answers: { ...answers, [lessonStep.id]: choice } }));
  };
  const goTo = (step: number) => {
    lessons.setState({ step });
  };

  return {
    choose,
    leave,
    goOn: () => {
      const { index, lessonStep, isAnswered } = current();
      if (!isThere()) hurry();
      else if (performance.now() - arrivedAt < GRACE_MS) return;
      else if (lessonStep.ask !== undefined && !isAnswered) choose(null);
      else if (index < lesson.steps.length - 1) goTo(index + 1);
      else {
        rememberStep(lesson.id, lesson.steps.length);
        leave();
      }
    },
    goBack: () => {
      const { index } = current();
      if (index > 0) goTo(index - 1);
    },
    act: (action) => {
      switch (action.kind) {
        case "rate":
          page.setLearningRate(action.learningRate);
          break;
        case "look":
          player.pause();
          page.setPlayhead(action.step);
          break;
        case "run":
          player.runTo(player.store.getState().step + action.steps);
          break;
        case "zoom":
          page.figure()?.setWindow(action.window);
          break;
      }
    },
    stop: () => {
      stopSession();
      stopLesson();
      viewStore.setState({ view: viewBefore, focus: null });
      page.figure()?.setWindow(null);
      player.setSpeed(speedBefore);
    },
  };
}
