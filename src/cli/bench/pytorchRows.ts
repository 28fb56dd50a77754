import { spawn, spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import type { TaylorModel } from "../../engine/taylor/taylorModel.ts";
import type { PytorchRow } from "./benchReport.ts";
import { countingModel, type DerivativeCounts } from "./derivativeCounts.ts";
import { frameSampler, type FrameKind } from "./frameSampler.ts";
import type { BenchProblem } from "./problems.ts";
import { findEdgeStart } from "./rowFigures.ts";
import type { SamplePlan } from "./sampling.ts";
import type { SizeName } from "./sizes.ts";

const SCRIPT = fileURLToPath(new URL("eagerFrame.py", import.meta.url));
/** Debian's python3-torch belongs to the system's Python, which need not be the first on the path. */
const INTERPRETERS = ["python3", "/usr/bin/python3"];

/** One network as the script is told of it. */
export interface EagerNetwork {
  size: SizeName;
  samples: number;
  widths: readonly number[];
  /** Hessian products that GD with λ₁ and λ₂ spends per step. */
  productsPerPoint: number;
  /** The same of θ†'s centers, on average. */
  centerProductsPerPoint: number;
}

/** A Python that has PyTorch, or null. */
export function findPytorch(): string | null {
  return (
    INTERPRETERS.find((python) => spawnSync(python, ["-c", "import torch"]).status === 0) ?? null
  );
}

/**
 * Count what one frame asks of `model`, for the peer to do the same.
 * @throws Error when the run leaves the region where frames are full.
 */
export async function describeForEager(
  model: TaylorModel,
  problem: BenchProblem,
): Promise<EagerNetwork> {
  const { learningRate } = await findEdgeStart(model, problem);
  const countFrames = async (kind: FrameKind) => {
    const { model: counted, counts } = countingModel(model);
    const sample = frameSampler(counted, problem, learningRate, kind);
    // The first sample begins the run; only the second is of a run at work.
    await sample();
    Object.assign(counts, { gradients: 0, hessianProducts: 0, thirdDerivatives: 0 });
    await sample();
    return counts;
  };
  return {
    size: problem.name,
    samples: problem.size.samples,
    widths: problem.size.widths,
    ...productsPerPoint(await countFrames("gd"), await countFrames(1)),
  };
}

/**
 * Split the Hessian products of frames F(1) among their points: the iterate, two centers of θ†
 * (one third derivative each), two products for the predictions. Gradients beyond four a frame are
 * those of the fourth derivative, with a product each.
 * @param gd counts of any number of GD frames.
 * @param full counts of any number of frames F(1).
 */
export function productsPerPoint(
  gd: DerivativeCounts,
  full: DerivativeCounts,
): Pick<EagerNetwork, "productsPerPoint" | "centerProductsPerPoint"> {
  const atIterate = gd.hessianProducts / gd.gradients;
  const frames = full.thirdDerivatives / 2;
  const quartic = full.gradients - 4 * frames;
  const atCenters = full.hessianProducts - quartic - frames * (atIterate + 2);
  return {
    productsPerPoint: atIterate,
    centerProductsPerPoint: atCenters / full.thirdDerivatives,
  };
}

export interface PytorchFigures {
  rows: PytorchRow[];
  peakGflops: number;
}

/**
 * The same frames in eager PyTorch on one thread.
 * @throws Error with the script's last words when it fails.
 */
export async function measurePytorch(
  python: string,
  networks: readonly EagerNetwork[],
  plan: SamplePlan,
): Promise<PytorchFigures> {
  const request = {
    networks,
    minimum: plan.minimum,
    budgetSeconds: plan.budgetMs / 4_000,
  };
  const answer = JSON.parse(await runScript(python, JSON.stringify(request))) as {
    peakGflops: number;
    rows: Pick<PytorchRow, "frame1PerSecond" | "gdSharpnessPerSecond">[];
  };
  return {
    peakGflops: answer.peakGflops,
    rows: networks.map((network, i) => ({
      size: network.size,
      ...answer.rows[i]!,
      // The iterate, two centers, and one for each of the two predictions.
      hessianProductsPerFrame: network.productsPerPoint + 2 * network.centerProductsPerPoint + 2,
    })),
  };
}

function runScript(python: string, input: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const script = spawn(python, [SCRIPT]);
    let output = "";
    let complaint = "";
    script.stdout.on("data", (chunk: Buffer) => (output += chunk.toString()));
    script.stderr.on("data", (chunk: Buffer) => (complaint += chunk.toString()));
    script.on("error", reject);
    script.on("close", (status) => {
      if (status === 0) resolve(output);
      else reject(new Error(complaint.trim().split("\n").at(-1) ?? `it ended with ${status}`));
    });
    script.stdin.end(input);
  });
}
