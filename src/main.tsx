// First: what it fetches is under way while the modules below are evaluated.
import { openedRecording } from "./ui/recorded/openedRecording.ts";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { keepSiteSoon } from "./offline/offlineSite.ts";
import { startWorker } from "./session/startWorker.ts";
import "./styles/tokens.css";
import "./styles/large.css";
import "./styles/reset.css";
import { App } from "./ui/App.tsx";
import { ErrorBoundary } from "./ui/ErrorBoundary.tsx";
import { createPage } from "./ui/page/page.ts";
import { PageContext } from "./ui/page/PageContext.tsx";
import { applyRememberedTheme } from "./ui/page/theme.ts";

applyRememberedTheme();
const dataUrl = new URL(`${import.meta.env.BASE_URL}data/`, document.baseURI).href;
const page = createPage({ createWorker: startWorker, dataUrl });

/** A first picture with the figure in it is worth so many milliseconds of waiting. */
const PATIENCE_MS = 60;

async function start(): Promise<void> {
  await page.open();
  await Promise.race([openedRecording, new Promise((go) => setTimeout(go, PATIENCE_MS))]);
  const root = document.getElementById("root");
  if (root === null) return;
  createRoot(root).render(
    <StrictMode>
      <ErrorBoundary holdsExperiment={page.address.holdsExperiment}>
        <PageContext value={page}>
          <App />
        </PageContext>
      </ErrorBoundary>
    </StrictMode>,
  );
  keepSiteSoon();
}

void start();
