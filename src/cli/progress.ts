import type { Terminal } from "./traceCommand.ts";

const WIDTH = 32;

/** Shows how far a run is: a bar on a terminal, a line every ten percent elsewhere. */
export function progressReporter(terminal: Terminal): (step: number, total: number) => void {
  let shown = -1;
  return (step, total) => {
    const share = Math.min(1, step / total);
    const mark = Math.floor(share * (terminal.isTerminal ? WIDTH : 10));
    if (mark === shown && step < total) return;
    shown = mark;
    const count = `step ${step} of ${total}`;
    if (!terminal.isTerminal) return terminal.stderr(`${count}\n`);
    const bar = "█".repeat(mark) + "░".repeat(WIDTH - mark);
    terminal.stderr(`\r${bar} ${count}${step >= total ? "\n" : ""}`);
  };
}
