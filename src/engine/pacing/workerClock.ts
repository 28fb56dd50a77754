import type { Clock } from "./turns.ts";

/** The clock of the worker. */
export const workerClock: Clock = {
  now: () => performance.now(),
  sleep: (ms) => {
    if (ms > 0) return new Promise((resolve) => setTimeout(resolve, ms));
    // A timer would be clamped to 4 ms after a few turns; a message comes behind those already sent.
    return new Promise((resolve) => {
      waiting.push(resolve);
      channel.port1.onmessage = () => waiting.shift()?.();
      channel.port2.postMessage(null);
    });
  },
};

const channel = new MessageChannel();
/** In the order of their messages: a run that ends and the next one may both be waiting. */
const waiting: (() => void)[] = [];
