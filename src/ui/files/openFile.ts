/** From a file to the screen; a file that cannot be opened leaves everything as it was. */
import { loadPart } from "../../offline/loadPart.ts";
import {
  historyOfRun,
  standInExperiment,
  type OpenedRun,
} from "../../share/openTrace/openedRun.ts";
import { readFile } from "../../share/openTrace/readFile.ts";
import { findPreset, loadPresets } from "../../presets/knownPresets.ts";
import type { Page } from "../page/page.ts";

function show(page: Page, fileName: string, run: OpenedRun, learningRate: number | null): void {
  const history = historyOfRun(run, learningRate);
  const isForeign = run.experiment === null;
  page.viewStore.setState({ notices: [], unsaidRate: null });
  page.player.show({
    history,
    experiment: run.experiment ?? standInExperiment(history),
    presetId: null,
    backend: run.backend,
    file: { name: fileName, isForeign },
  });
}

/** Open a file; one without η waits until the viewer has said it. */
export async function openFile(page: Page, file: File): Promise<void> {
  // Without the library a link that names a preset has its experiment all the same.
  await loadPart(loadPresets).catch(() => undefined);
  const result = await readFile(file, findPreset);
  if (!result.ok) {
    page.viewStore.setState({ notices: [result.error], unsaidRate: null });
    return;
  }
  if ("link" in result) {
    page.viewStore.setState({ unsaidRate: null });
    await page.address.show(result.link);
    return;
  }
  const { run } = result;
  if (run.columns.learningRate !== undefined) {
    show(page, file.name, run, null);
    return;
  }
  page.viewStore.setState({
    unsaidRate: {
      fileName: file.name,
      show: (learningRate) => {
        show(page, file.name, run, learningRate);
      },
    },
  });
}
