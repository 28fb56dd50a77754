/** The page as it is on its own: the instrument, its address, and the site kept on this device. */
import { StrictMode } from "react";
import { flushSync } from "react-dom";
import { createRoot } from "react-dom/client";
import { holdParts, loadPart } from "../offline/loadPart.ts";
import { startWorker } from "../session/startWorker.ts";
import { App } from "./App.tsx";
import { ErrorBoundary } from "./ErrorBoundary.tsx";
import { createPage } from "./page/page.ts";
import { PageContext } from "./page/PageContext.tsx";
import { applyRememberedTheme } from "./page/theme.ts";

/** Where even that cannot be loaded nothing is kept, and the page goes on. */
async function keepSite(): Promise<void> {
  const part = await loadPart(() => import("../offline/offlineSite.ts")).catch(() => null);
  part?.keepSiteSoon();
}

/** In a tab that draws no frames parts need not wait for one. */
const FRAME_MS = 500;

/** After the first frame that is drawn from here on. */
function firstFrame(): Promise<void> {
  return new Promise((resolve) => {
    const go = () => {
      resolve();
    };
    setTimeout(go, FRAME_MS);
    requestAnimationFrame(() => {
      // Past the callbacks of this frame, the figure's among them.
      setTimeout(go);
    });
  });
}

/**
 * @param dataUrl the folder with the binary data sets, ending in a slash
 * @param picture what the first picture waits for
 */
export async function openDesk(
  root: HTMLElement,
  dataUrl: string,
  picture: Promise<unknown>,
): Promise<void> {
  applyRememberedTheme();
  const page = createPage({ createWorker: startWorker, dataUrl });
  await page.open();
  await picture;
  holdParts(firstFrame());
  // In one go: the figure is in the next frame.
  flushSync(() => {
    createRoot(root).render(
      <StrictMode>
        <ErrorBoundary holdsExperiment={page.address.holdsExperiment}>
          <PageContext value={page}>
            <App />
          </PageContext>
        </ErrorBoundary>
      </StrictMode>,
    );
  });
  void keepSite();
}
