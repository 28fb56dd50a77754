/**
 * How the page learns that its worker is gone when the browser ended it without a word, for want of
 * memory as a rule: the worker holds a lock for as long as it lives (Web Locks API), and names it.
 */
export interface LifeSign {
  type: "alive";
  lock: string;
}

export function isLifeSign(data: unknown): data is LifeSign {
  return typeof data === "object" && data !== null && "type" in data && data.type === "alive";
}
