/**
 * `npm run soak -- [STEPS]`: 100,000 steps of a tiny network with all overlays in Chromium, and what memory,
 * steps and frames take on the way.
 */
import { defaultView } from "../charts/view.ts";
import { encodeLink } from "../share/encodeLink.ts";
import { nothingSaid } from "../share/nothingSaid.ts";
import { launchChromium, serveBuild } from "./bench/browserSession.ts";
import { soakExperiment } from "./soak/soakExperiment.ts";
import { soakTable } from "./soak/soakTable.ts";
import { openWatched, type Usage } from "./soak/watchedPage.ts";

const LOOKS = 20;

const steps = Number(process.argv[2] ?? 100_000);
if (!Number.isSafeInteger(steps) || steps < LOOKS) {
  throw new RangeError(`The number of steps must be a whole number of at least ${LOOKS}.`);
}
const experiment = soakExperiment(steps);
const link = encodeLink(
  { ...nothingSaid(), presetId: null, experiment, view: defaultView(), backend: "auto", run: true },
  () => undefined,
);
const site = await serveBuild();
const browser = await launchChromium("any");
try {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  const watched = await openWatched(browser, page, `${site.url}${link}`);
  const usages: Usage[] = [];
  let seen = 0;
  while (seen < steps) {
    const next = Math.min(steps, seen + Math.ceil(steps / LOOKS));
    while ((await watched.step()) < next) await page.waitForTimeout(100);
    const usage = await watched.look();
    usages.push(usage);
    seen = usage.step;
    process.stderr.write(`${seen} of ${steps}\n`);
  }
  process.stdout.write(`${soakTable(usages)}\n`);
} finally {
  await browser.close();
  await site.close();
}
