import type { EngineEvent } from "../protocol/events.ts";
import { Bench, type Beginning } from "./bench.ts";
import { replayTo } from "./branchedRun.ts";
import { checkpointInterval, Checkpoints } from "./checkpoints/checkpoints.ts";
import type { CheckpointShelf } from "./checkpoints/checkpointShelf.ts";
import { SCREEN_PRECISION } from "./precisions.ts";
import { Run } from "./run.ts";
import { Session } from "./session.ts";

export interface Started {
  session: Session;
  bench: Bench;
}

/** What outlives a run in the worker. */
export interface Surroundings {
  post: (event: EngineEvent, transfer?: ArrayBuffer[]) => void;
  currentRunId: () => number;
  shelf: CheckpointShelf;
}

/**
 * Choose a backend, prepare the run, announce it, and play if asked to; otherwise show row 0 alone.
 * A branch shows nothing that the page has already.
 * @param inherited what the run before was built on, where this one can be built on it too. It is
 * this one's from here on, and is disposed when the run does not begin.
 * @throws AbandonedError when the command went stale meanwhile.
 * @throws Error with a sentence when the run cannot begin.
 */
export async function startSession(
  command: Beginning,
  inherited: Bench | null,
  surroundings: Surroundings,
): Promise<Started> {
  const { runId, stepsPerSecond } = command;
  const { post, currentRunId, shelf } = surroundings;
  const bench = inherited ?? (await Bench.build(command, currentRunId));
  const { backend, acceleration, model, problem, turns } = bench;
  try {
    const { run, checkpoints } = await beginRun(command, bench, shelf);
    turns.assertWanted();
    shelf.put(runId, backend.name, checkpoints);
    run.resynchroniseEachCycle = command.resynchroniseEachCycle;
    const release = () => {
      bench.dispose();
    };
    const session = new Session(run, { runId, stepsPerSecond, post, turns, checkpoints, release });
    bench.onLost = (reason) => {
      session.close();
      const message = `The graphics device stopped (${reason || "no reason given"}). The curves drawn so far are kept; restart to go on.`;
      post({ type: "failed", runId, message });
    };
    const reason = `${backend.report.reason} ${acceleration?.remark ?? ""}`.trimEnd();
    post({
      type: "ready",
      runId,
      backend: { ...backend.report, reason },
      parameters: model.parameterCount,
      samples: problem.dataset.samples,
    });
    if (command.type === "start") {
      if (command.play) session.playToEnd();
      else session.step();
    }
    return { session, bench };
  } catch (error) {
    bench.dispose();
    throw error;
  }
}

/** Measures row 0; or goes on from the nearest checkpoint, up to where a branch begins. */
async function beginRun(
  command: Beginning,
  { backend, acceleration, model, problem, turns }: Bench,
  shelf: CheckpointShelf,
): Promise<{ run: Run; checkpoints: Checkpoints }> {
  const { experiment } = command;
  const accelerator = acceleration?.accelerator ?? null;
  const options = { precision: SCREEN_PRECISION, accelerator };
  const { samples } = problem.dataset;
  const interval = checkpointInterval(samples, model.parameterCount, accelerator !== null);
  const begin = () => Run.begin(model, experiment, problem.parameters, options);
  if (command.type === "start") {
    return { run: await begin(), checkpoints: new Checkpoints(interval) };
  }
  // η may change at the first new row, so a checkpoint there is as good as any before.
  const next = command.step + 1;
  const checkpoints =
    shelf.find(command.from, backend.name)?.upTo(next) ?? new Checkpoints(interval);
  const checkpoint = checkpoints.before(next);
  const run = checkpoint === null ? await begin() : new Run(model, experiment, checkpoint, options);
  await replayTo(run, command, checkpoints, turns);
  return { run, checkpoints };
}
