/**
 * Stylesheets that did not come. The bundler asks for each once: a part that is loaded again after a
 * failure would come without its styles.
 */

const failed = new Set<HTMLLinkElement>();
let isWatching = false;

function noteFailure({ target }: Event): void {
  if (target instanceof HTMLLinkElement && target.rel === "stylesheet") failed.add(target);
}

/** Notice from here on which stylesheets fail. */
export function watchStyles(): void {
  if (isWatching || typeof document === "undefined") return;
  isWatching = true;
  // Failures of resources do not bubble; they are seen on the way down.
  document.addEventListener("error", noteFailure, true);
}

function renew(link: HTMLLinkElement): Promise<void> {
  failed.delete(link);
  const fresh = link.cloneNode() as HTMLLinkElement;
  return new Promise((resolve, reject) => {
    fresh.addEventListener("load", () => {
      resolve();
    });
    fresh.addEventListener("error", () => {
      reject(new Error(`${fresh.href} did not load.`));
    });
    link.replaceWith(fresh);
  });
}

/** Ask again for every stylesheet that failed. @throws when one fails again. */
export async function renewStyles(): Promise<void> {
  await Promise.all(Array.from(failed, renew));
}
