/** A frame noted once and issued again and again, at a fraction of what TensorFlow.js needs for it. */
import { recordWebgpuProgram, type RecordedDispatch } from "../../../tf.ts";
import { prepareRun } from "../program.ts";
import type { FrameCall } from "./descentFrame.ts";

export type Recording = readonly RecordedDispatch[];

/** Issue a frame program by program through TensorFlow.js, noting each. */
export function recordFrame(calls: readonly FrameCall[]): Recording {
  return calls.map(({ call, result }) => {
    const { program, inputs, uniforms } = prepareRun(call);
    return recordWebgpuProgram(program, inputs, uniforms, result);
  });
}

export function encode(encoder: GPUCommandEncoder, recording: Recording, frames: number): void {
  const pass = encoder.beginComputePass();
  for (let frame = 0; frame < frames; frame++) {
    for (const { pipeline, bindGroup, workgroups } of recording) {
      pass.setPipeline(pipeline);
      pass.setBindGroup(0, bindGroup);
      pass.dispatchWorkgroups(...workgroups);
    }
  }
  pass.end();
}
