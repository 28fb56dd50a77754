import type { Player } from "../../session/player.ts";

/**
 * A page may have many embeds: what nobody sees does not compute. What was paused so goes on when it is
 * seen again.
 * @returns a function that stops watching
 */
export function pauseUnseen(player: Player, element: Element): () => void {
  let isInView = true;
  let isOurs = false;
  const renew = () => {
    const isSeen = isInView && document.visibilityState === "visible";
    const { status } = player.store.getState();
    if (!isSeen && status === "running") {
      isOurs = true;
      player.pause();
    } else if (isSeen && isOurs) {
      isOurs = false;
      if (status === "paused") player.play();
    }
  };
  const observer = new IntersectionObserver((entries) => {
    isInView = entries.at(-1)?.isIntersecting ?? true;
    renew();
  });
  observer.observe(element);
  document.addEventListener("visibilitychange", renew);
  // A run whose start took until now begins unseen.
  const stopFollowing = player.store.subscribe((now, before) => {
    if (now.status !== before.status) renew();
  });
  return () => {
    observer.disconnect();
    document.removeEventListener("visibilitychange", renew);
    stopFollowing();
  };
}
