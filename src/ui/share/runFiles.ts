/** The drawn run as files: its numbers, its figure, its script. */
import { figurePng } from "../../charts/export/figurePng.ts";
import { figureSvg, type FigureSvgInput } from "../../charts/export/figureSvg.ts";
import type { PanelName } from "../../charts/view.ts";
import { loadDataset } from "../../model/datasets/loadDataset.ts";
import { experimentWords, learningRateWords } from "../../share/experimentWords.ts";
import type { LinkState } from "../../share/linkState.ts";
import { pytorchScript, type AppliedNudge } from "../../share/pytorch/pytorchScript.ts";
import { columnsToCsv, traceObject, traceToCsv, traceToJson } from "../../share/traceFile.ts";
import type { SessionState } from "../../session/store.ts";
import type { Page } from "../page/page.ts";
import { download } from "./download.ts";

export interface FigureChoice extends Pick<
  FigureSvgInput,
  "width" | "height" | "theme" | "background"
> {
  /** Pixels of a PNG per pixel of the figure. */
  scale: number;
}

const PANELS: readonly PanelName[] = ["loss", "sharpness", "distance"];

function fileName(page: Page, ending: string): string {
  const { presetId } = page.player.store.getState();
  return `brink-${presetId ?? "run"}-${page.player.history().length - 1}.${ending}`;
}

function textFile(page: Page, ending: string, text: string, type: string): void {
  download(fileName(page, ending), new Blob([text], { type }));
}

/** The link as a file, with these choices. */
export async function saveLink(page: Page, choices: Partial<LinkState>): Promise<void> {
  const { presetId } = page.player.store.getState();
  const text = await page.address.file(choices);
  const type = "application/json";
  download(`brink-${presetId ?? "run"}-link.json`, new Blob([text], { type }));
}

/** Where what is drawn was computed. */
function computedOn({ backend, showsRecording }: SessionState) {
  return showsRecording ? ({ name: "float64", precision: "float64" } as const) : backend;
}

/** The run as a trace; null for one of another program, whose experiment is not known. */
function traceOf(page: Page) {
  const state = page.player.store.getState();
  const { experiment, status } = state;
  const backend = computedOn(state);
  const history = page.player.history();
  if (backend === null || status === "foreign") return null;
  return traceObject({
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
}

/** Every column at every step, in full precision, with what was run. */
export function saveJson(page: Page): void {
  const trace = traceOf(page);
  if (trace !== null) textFile(page, "json", traceToJson(trace), "application/json");
}

/** The columns; of another program's run, those that its file had. */
export async function saveCsv(page: Page): Promise<void> {
  const trace = traceOf(page);
  const history = page.player.history();
  const text =
    trace === null
      ? columnsToCsv((name) => history.column(name))
      : traceToCsv(trace, await page.address.link());
  textFile(page, "csv", text, "text/csv");
}

/** What stands below the figure: experiment, η and backend, then the link. */
async function captionOf(page: Page): Promise<string[]> {
  const state = page.player.store.getState();
  const { experiment, file, status } = state;
  const backend = computedOn(state);
  const lastStep = page.player.history().length - 1;
  const rate = `η = ${learningRateWords(experiment, lastStep)}`;
  if (status === "foreign") return [`${file?.name ?? "Another program’s run"} · ${rate}`];
  const computed = backend === null ? [] : [`${backend.name}, ${backend.precision}`];
  return [[experimentWords(experiment), rate, ...computed].join(" · "), await page.address.link()];
}

async function svgOf(page: Page, choice: FigureChoice): Promise<string> {
  const { width, height, theme, background } = choice;
  return figureSvg({
    history: page.player.history(),
    experiment: page.player.store.getState().experiment,
    view: page.viewStore.getState().view,
    panels: PANELS,
    compared: page.runs.compared
      .getState()
      .runs.filter((run) => run.history !== page.player.history()),
    visible: page.figure()?.visibleSteps() ?? null,
    width,
    height,
    theme,
    background,
    caption: await captionOf(page),
  });
}

/** The figure with the steps on screen, as a drawing. */
export async function saveSvg(page: Page, choice: FigureChoice): Promise<void> {
  textFile(page, "svg", await svgOf(page, choice), "image/svg+xml");
}

/** The same as a picture. */
export async function savePng(page: Page, choice: FigureChoice): Promise<void> {
  download(fileName(page, "png"), await figurePng(await svgOf(page, choice), choice));
}

function nudgeOf(page: Page): AppliedNudge | null {
  const { experiment } = page.player.store.getState();
  const history = page.player.history();
  const step = history.annotations.edgeSteps[0];
  if (experiment.nudge === 0 || step === undefined) return null;
  const size = experiment.nudge * history.at("delta", step);
  const loss = history.at("loss", step);
  return size !== 0 && Number.isFinite(size) && Number.isFinite(loss) ? { step, size, loss } : null;
}

/**
 * The experiment as a script for PyTorch, up to the present step.
 * @throws Error with a sentence when data cannot be read or the script would be too long.
 */
export async function scriptOf(page: Page): Promise<string> {
  const { experiment } = page.player.store.getState();
  const readBinary = async (name: string) => {
    const response = await fetch(new URL(name, page.dataUrl));
    if (!response.ok) throw new Error(`the server answered ${response.status}.`);
    return new Uint8Array(await response.arrayBuffer());
  };
  const dataset = await loadDataset(experiment.data, readBinary, page.ownRows.of(experiment.data));
  const script = pytorchScript({
    experiment,
    dataset,
    lastStep: page.player.history().length - 1,
    nudge: nudgeOf(page),
    link: await page.address.link(),
  });
  if (!script.ok) throw new Error(script.error);
  return script.text;
}

export async function saveScript(page: Page): Promise<void> {
  textFile(page, "py", await scriptOf(page), "text/x-python");
}
