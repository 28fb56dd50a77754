import { describe, expect, it } from "vitest";
import { keepAwake, type WakeLocks } from "./keepAwake.ts";

/** A document that can be hidden and shown. */
class StandInPage extends EventTarget {
  visibilityState: DocumentVisibilityState = "visible";

  become(state: DocumentVisibilityState): void {
    this.visibilityState = state;
    this.dispatchEvent(new Event("visibilitychange"));
  }
}

function standIns(refuse = false) {
  const given: { released: boolean; release(): Promise<void> }[] = [];
  const locks: WakeLocks = {
    async request() {
      if (refuse) throw new Error("battery is low");
      const lock = {
        released: false,
        async release() {
          lock.released = true;
        },
      };
      given.push(lock);
      return lock;
    },
  };
  const held = () => given.filter(({ released }) => !released).length;
  return { locks, given, held, page: new StandInPage() };
}

const settle = () => new Promise((resolve) => setTimeout(resolve));

describe("keeping the display on", () => {
  it("holds one lock until it is told to let go", async () => {
    const { locks, given, held, page } = standIns();
    const stop = keepAwake(locks, page);
    await settle();
    expect([given.length, held()]).toEqual([1, 1]);
    stop();
    expect(held()).toBe(0);
    page.become("visible");
    await settle();
    expect(given.length).toBe(1);
  });

  it("lets go while hidden, also when the browser has done so itself, and asks again", async () => {
    const { locks, given, held, page } = standIns();
    keepAwake(locks, page);
    await settle();
    page.become("hidden");
    expect(held()).toBe(0);
    page.become("visible");
    await settle();
    expect([given.length, held()]).toEqual([2, 1]);
    given[1]!.released = true;
    page.become("visible");
    await settle();
    expect([given.length, held()]).toEqual([3, 1]);
  });

  it("lets go of a lock that comes when all is over", async () => {
    const { locks, held, page } = standIns();
    keepAwake(locks, page)();
    await settle();
    expect(held()).toBe(0);
  });

  it("is silent where there is no lock or it is refused", async () => {
    const { locks, page } = standIns(true);
    keepAwake(undefined, page)();
    const stop = keepAwake(locks, page);
    await settle();
    expect(stop).not.toThrow();
  });
});
