import type { EngineEvent } from "../protocol/events.ts";
import { causeOf } from "../protocol/failure.ts";
import type { Loading } from "../protocol/loading.ts";
import { beginRun } from "./beginRun.ts";
import { Workbench, type Beginning } from "./workbench.ts";
import type { CheckpointShelf } from "./checkpoints/checkpointShelf.ts";
import { Session } from "./session.ts";

export interface Started {
  session: Session;
  workbench: Workbench;
}

/** What outlives a run in the worker. */
export interface Surroundings {
  post: (event: EngineEvent, transfer?: ArrayBuffer[]) => void;
  currentRunId: () => number;
  shelf: CheckpointShelf;
  /** Address of this script, which knows the checkpoints it has sent. */
  engine: string;
}

/**
 * Choose a backend, prepare the run, announce it, and play if asked to; otherwise, or where a forecast
 * was asked for and diverges, show row 0 alone. A branch shows nothing that the page has already.
 * @param inherited what the run before was built on, where this one can be built on it too. It is
 * this one's from here on, and is disposed when the run does not begin.
 * @throws AbandonedError when the command went stale meanwhile.
 * @throws Error with a sentence when the run cannot begin.
 */
export async function startSession(
  command: Beginning,
  inherited: Workbench | null,
  surroundings: Surroundings,
): Promise<Started> {
  const { runId, stepsPerSecond } = command;
  const { post, currentRunId, shelf, engine } = surroundings;
  const report = (loading: Loading) => {
    if (runId === currentRunId()) post({ type: "loading", runId, ...loading });
  };
  const workbench = inherited ?? (await Workbench.build(command, currentRunId, report));
  const { backend, acceleration, model, problem, turns } = workbench;
  try {
    const { run, checkpoints, forecast } = await beginRun(command, workbench, surroundings, report);
    turns.assertWanted();
    shelf.put(runId, backend.name, checkpoints);
    run.resynchroniseEachCycle = command.resynchroniseEachCycle;
    const release = () => {
      workbench.dispose();
    };
    const session = new Session(run, {
      runId,
      stepsPerSecond,
      post,
      turns,
      checkpoints,
      engine,
      release,
    });
    workbench.onLost = (reason) => {
      session.close();
      const message = `The graphics device stopped (${reason || "no reason given"}).`;
      post({ type: "failed", runId, cause: causeOf(reason, "device"), message });
    };
    if (forecast !== null) post({ type: "forecast", runId, forecast });
    const reason = `${backend.report.reason} ${acceleration?.remark ?? ""}`.trimEnd();
    post({
      type: "ready",
      runId,
      backend: { ...backend.report, reason },
      parameters: {
        all: problem.reduction?.parameterCount ?? model.parameterCount,
        moving: model.parameterCount,
      },
      samples: problem.dataset.samples,
    });
    if (command.type === "start") {
      if (command.play && forecast?.outcome !== "diverged") session.playToEnd();
      else session.step();
    }
    return { session, workbench };
  } catch (error) {
    workbench.dispose();
    throw error;
  }
}
