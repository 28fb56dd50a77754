import "./styles/tokens.css";
import "./styles/large.css";
import "./styles/reset.css";
import { fetchAhead } from "./ui/recorded/loadRecordedRun.ts";

/** An embed is a page of its own: it loads nothing of the instrument, and touches no storage. */
const IS_EMBED = /[#&]embed=1(&|$)/;

async function start(): Promise<void> {
  const root = document.getElementById("root");
  if (root === null) return;
  const dataUrl = new URL(`${import.meta.env.BASE_URL}data/`, document.baseURI).href;
  if (IS_EMBED.test(location.hash)) {
    const { openEmbed } = await import("./ui/embed/openEmbed.tsx");
    openEmbed(root, { hash: location.hash, dataUrl });
  } else {
    const { openDesk } = await import("./ui/openDesk.tsx");
    await openDesk(root, dataUrl);
  }
}

fetchAhead(location.hash);
void start();
