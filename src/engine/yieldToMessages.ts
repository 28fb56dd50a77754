/**
 * Wait at least `ms` and let queued messages in. A zero wait goes through a message channel: a
 * timer would be clamped to 4 ms after a few turns and cap the loop at 250 steps per second.
 */
export function yieldToMessages(ms: number): Promise<void> {
  if (ms > 0) return new Promise((resolve) => setTimeout(resolve, ms));
  return new Promise((resolve) => {
    channel.port1.onmessage = () => resolve();
    channel.port2.postMessage(null);
  });
}

const channel = new MessageChannel();
