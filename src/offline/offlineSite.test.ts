import { expect, it, vi } from "vitest";
import { createOfflineSite, type Register } from "./offlineSite.ts";

/** A registration whose events the test raises. */
function scripted() {
  const updateNow = vi.fn<(reload?: boolean) => Promise<void>>(async () => {});
  let heard: Parameters<Register>[0] | undefined;
  const register: Register = (listener) => {
    heard = listener;
    return updateNow;
  };
  return { register, updateNow, events: () => heard! };
}

it("says once the site is kept, and that a newer one waits", async () => {
  const { register, events } = scripted();
  const site = createOfflineSite(async () => register);
  await site.keep();
  expect(site.store.getState()).toEqual({ isKept: false, hasUpdate: false });
  events().onOfflineReady();
  expect(site.store.getState().isKept).toBe(true);
  events().onNeedRefresh();
  expect(site.store.getState().hasUpdate).toBe(true);
});

it("changes to the newer version only when asked to", async () => {
  const { register, updateNow, events } = scripted();
  const site = createOfflineSite(async () => register);
  await site.update();
  await site.keep();
  events().onNeedRefresh();
  expect(updateNow).not.toHaveBeenCalled();
  await site.update();
  expect(updateNow).toHaveBeenCalledExactlyOnceWith(true);
});

it("leaves the page alone where nothing can be kept", async () => {
  const site = createOfflineSite(async () => {
    throw new TypeError("Failed to fetch dynamically imported module");
  });
  await expect(site.keep()).resolves.toBeUndefined();
  expect(site.store.getState()).toEqual({ isKept: false, hasUpdate: false });
});
