import type { Page } from "./page.ts";

/** The codec comes with the first save. */
const loadTraceFile = () => import("../../share/traceFile.ts");

/** Hand the drawn run to the browser as a file: a trace as JSON, or its columns as CSV. */
export async function saveRun(page: Page, kind: "json" | "csv"): Promise<void> {
  const { traceObject, traceToCsv, traceToJson } = await loadTraceFile();
  const { experiment, presetId, backend } = page.player.store.getState();
  const history = page.player.history();
  if (backend === null || history.length === 0) return;
  const trace = traceObject({
    experiment,
    backend: backend.name,
    precision: backend.precision,
    column: (name) => history.column(name),
    annotations: history.annotations,
    ended: {
      step: history.length - 1,
      reason: history.divergedAt === null ? "steps" : "diverged",
    },
  });
  const text = kind === "json" ? traceToJson(trace) : traceToCsv(trace, await page.address.link());
  const type = kind === "json" ? "application/json" : "text/csv";
  const url = URL.createObjectURL(new Blob([text], { type }));
  const anchor = document.createElement("a");
  anchor.href = url;
  anchor.download = `brink-${presetId ?? "run"}-${history.length - 1}.${kind}`;
  anchor.click();
  URL.revokeObjectURL(url);
}
