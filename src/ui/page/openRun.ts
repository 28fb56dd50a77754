/** A page that was reloaded goes on with the run it showed. What of it is needed from the start. */
import { loadPart } from "../../offline/loadPart.ts";
import type { Player } from "../../session/player.ts";
import type { Returning } from "./openRunStorage.ts";

/** A storage that does not answer must not keep the page from opening; ms. */
const PATIENCE = 2000;

const loadStorage = () => loadPart(() => import("./openRunStorage.ts"));

/** Opened anew by the browser, not by a link. */
function isReturn(): boolean {
  const [entry] = performance.getEntriesByType("navigation");
  const type = (entry as PerformanceNavigationTiming | undefined)?.type;
  const { wasDiscarded } = document as Document & { wasDiscarded?: boolean };
  return type === "reload" || type === "back_forward" || wasDiscarded === true;
}

/** The run that this tab showed before it was reloaded; null where there is none. Never throws. */
export async function returningRun(): Promise<Returning | null> {
  if (!isReturn()) return null;
  const late = new Promise<null>((resolve) => setTimeout(resolve, PATIENCE, null));
  const found = loadStorage().then((storage) => storage.returningRun());
  return Promise.race([found.catch(() => null), late]);
}

/** Store what is on screen once something runs. @returns a function that stops. */
export function followOpenRun(player: Player, onFault: (sentence: string) => void): () => void {
  let stop = player.store.subscribe(({ step }) => {
    if (step < 1 || player.isWaiting()) return;
    stop();
    let isOver = false;
    stop = () => {
      isOver = true;
    };
    // Without it the run goes on; only a reload would begin it again.
    loadStorage().then(
      ({ keepStoring }) => {
        if (!isOver) stop = keepStoring(player, onFault);
      },
      () => undefined,
    );
  });
  return () => {
    stop();
  };
}
