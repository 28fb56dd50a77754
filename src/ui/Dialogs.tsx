import type { ComponentType } from "react";
import { loadPresets } from "../presets/knownPresets.ts";
import { lazyDialog } from "./controls/lazyDialog.tsx";

/** What the viewer opens over the page; modal, so that there is one at a time. */
export type DialogName = "presets" | "lessons" | "runs" | "share" | "keys";

const DIALOGS: Readonly<Record<DialogName, ComponentType<{ onClose: () => void }>>> = {
  presets: lazyDialog("“Presets”", async () => {
    const [part] = await Promise.all([import("./presets/PresetDialog.tsx"), loadPresets()]);
    return part.PresetDialog;
  }),
  lessons: lazyDialog(
    "“Lessons”",
    async () => (await import("./lessons/LessonDialog.tsx")).LessonDialog,
  ),
  runs: lazyDialog("“Runs”", async () => (await import("./runs/RunsDialog.tsx")).RunsDialog),
  share: lazyDialog("“Share”", async () => (await import("./share/ShareDialog.tsx")).ShareDialog),
  keys: lazyDialog("“Keys”", async () => (await import("./keys/KeysDialog.tsx")).KeysDialog),
};

export function OpenDialog({ name, onClose }: { name: DialogName; onClose: () => void }) {
  const Opened = DIALOGS[name];
  return <Opened onClose={onClose} />;
}
