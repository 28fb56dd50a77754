/** Segments noted once and issued again and again, at a fraction of what TensorFlow.js needs for them. */
import { recordWebgpuProgram, type RecordedDispatch } from "../../../tf.ts";
import { prepareRun } from "../program.ts";
import type { FrameCall } from "./frame.ts";

export type Recording = readonly RecordedDispatch[];

/** Issue a segment program by program through TensorFlow.js, noting each. */
export function record(calls: readonly FrameCall[]): Recording {
  return calls.map(({ call, result }) => {
    const { program, inputs, uniforms } = prepareRun(call);
    return recordWebgpuProgram(program, inputs, uniforms, result);
  });
}

/** Issue what was noted, once more. */
export function encode(pass: GPUComputePassEncoder, recording: Recording): void {
  for (const { pipeline, bindGroup, workgroups } of recording) {
    pass.setPipeline(pipeline);
    pass.setBindGroup(0, bindGroup);
    pass.dispatchWorkgroups(...workgroups);
  }
}
