import { StrictMode } from "react";
import { createRoot, type Root } from "react-dom/client";
import { findPreset, loadPresets } from "../../presets/knownPresets.ts";
import type { EngineWorker } from "../../session/client.ts";
import { startWorker } from "../../session/startWorker.ts";
import { decodeLink } from "../../share/decodeLink.ts";
import { ErrorBoundary } from "../ErrorBoundary.tsx";
import { createEmbed } from "./embed.ts";
import { EmbedView } from "./EmbedView.tsx";

export interface OpenEmbedOptions {
  /** Of the address: the link. */
  hash: string;
  dataUrl: string;
  createWorker?: () => EngineWorker;
}

/** The page in a frame of another one. */
export async function openEmbed(element: HTMLElement, options: OpenEmbedOptions): Promise<Root> {
  const { hash, dataUrl, createWorker = startWorker } = options;
  // Where the library cannot be loaded the opening preset is known all the same.
  await loadPresets().catch(() => undefined);
  const embed = createEmbed({ link: decodeLink(hash, findPreset), createWorker, dataUrl });
  const root = createRoot(element);
  root.render(
    <StrictMode>
      <ErrorBoundary holdsExperiment={() => true}>
        <EmbedView embed={embed} />
      </ErrorBoundary>
    </StrictMode>,
  );
  return root;
}
