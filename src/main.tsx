// Before anything could be made of a string.
import "./trustedTypes.ts";
// First: what it fetches is under way while the modules below are evaluated.
import { openedRecording } from "./ui/recorded/openedRecording.ts";
import { loadPresets } from "./presets/knownPresets.ts";
import { linkCodec } from "./ui/page/linkCodec.ts";
import "./styles/tokens.css";
import "./styles/large.css";
import "./styles/reset.css";

/** An embed is a page of its own: it loads nothing of the instrument, and touches no storage. */
const IS_EMBED = /[#&]embed=1(&|$)/;

/** A first picture with the figure in it is worth so many milliseconds of waiting. */
const PATIENCE_MS = 60;

async function start(): Promise<void> {
  const root = document.getElementById("root");
  if (root === null) return;
  const dataUrl = new URL(`${import.meta.env.BASE_URL}data/`, document.baseURI).href;
  if (IS_EMBED.test(location.hash)) {
    const { openEmbed } = await import("./ui/embed/openEmbed.tsx");
    await openEmbed(root, { hash: location.hash, dataUrl });
    return;
  }
  // What reads a link is on its way while the instrument is evaluated; where it fails, that is told later.
  if (location.hash.length > 1) void Promise.allSettled([linkCodec.decoder(), loadPresets()]);
  const { openDesk } = await import("./ui/openDesk.tsx");
  const picture = Promise.race([openedRecording, new Promise((go) => setTimeout(go, PATIENCE_MS))]);
  await openDesk(root, dataUrl, picture);
}

void start();
