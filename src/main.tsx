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
import { fetchAhead } from "./ui/recorded/loadRecordedRun.ts";

fetchAhead(location.hash);
applyRememberedTheme();
const dataUrl = new URL(`${import.meta.env.BASE_URL}data/`, document.baseURI).href;
const page = createPage({ createWorker: startWorker, dataUrl });

async function start(): Promise<void> {
  await page.open();
  const root = document.getElementById("root");
  if (root === null) return;
  createRoot(root).render(
    <StrictMode>
      <ErrorBoundary>
        <PageContext value={page}>
          <App />
        </PageContext>
      </ErrorBoundary>
    </StrictMode>,
  );
  keepSiteSoon();
}

void start();
