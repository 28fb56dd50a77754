import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { OPENING_PRESET } from "../../presets/knownPresets.ts";
import { createCalibrations } from "../../session/calibrations.ts";
import { ScriptedWorker } from "../../session/fixtures/scriptedWorker.ts";
import { createPlayer } from "../../session/player.ts";
import { createAddress } from "./address.ts";
import { browserShelf } from "./browserShelf.ts";
import { linkCodec } from "./linkCodec.ts";
import { createViewStore } from "./viewStore.ts";

const GONE = new TypeError("Failed to fetch dynamically imported module");
const ONLINE = new Event("online");
/** The codec comes from a busy server. */
const PATIENT = { timeout: 15_000 };

let close = () => {};
const isGone = { encoder: false, decoder: false };
const codec = {
  encoder: () => (isGone.encoder ? Promise.reject(GONE) : linkCodec.encoder()),
  decoder: () => (isGone.decoder ? Promise.reject(GONE) : linkCodec.decoder()),
};

async function open(hash: string) {
  history.replaceState(null, "", `${location.pathname}${hash}`);
  const worker = new ScriptedWorker();
  const player = createPlayer({
    experiment: OPENING_PRESET.experiment,
    createWorker: () => worker,
    dataUrl: "./data/",
    calibrations: createCalibrations(browserShelf()),
  });
  const viewStore = createViewStore();
  const address = createAddress({ player, viewStore, codec });
  const stop = await address.open();
  close = () => {
    stop();
    player.dispose();
  };
  worker.sayReady();
  const notices = () => viewStore.getState().notices.join(" ");
  const showAxis = (xAxis: "step" | "time") => {
    viewStore.setState(({ view }) => ({ view: { ...view, xAxis } }));
  };
  return { address, player, notices, showAxis };
}

beforeEach(() => {
  isGone.encoder = false;
  isGone.decoder = false;
});

afterEach(() => {
  close();
  vi.restoreAllMocks();
  history.replaceState(null, "", location.pathname);
});

it("says that it has stopped following, and follows again once it can", async () => {
  const { address, notices, showAxis } = await open("");
  expect(address.holdsExperiment()).toBe(true);
  isGone.encoder = true;
  showAxis("time");
  await expect.poll(notices, PATIENT).toMatch(/^The address has stopped following the run/);
  expect(address.holdsExperiment()).toBe(false);
  expect(location.hash).toBe("");
  await expect(address.link()).rejects.toThrow(/^What writes links could not be loaded/);

  // At the next change; said once.
  showAxis("step");
  showAxis("time");
  await new Promise((resolve) => setTimeout(resolve, 500));
  expect(notices().match(/stopped following/g)).toHaveLength(1);

  isGone.encoder = false;
  dispatchEvent(ONLINE);
  await expect.poll(() => location.hash, PATIENT).not.toBe("");
  expect(notices()).toBe("");
  expect(address.holdsExperiment()).toBe(true);
});

it("makes the entry of the browser's history that it owes", async () => {
  const { address, player } = await open("");
  const pushState = vi.spyOn(history, "pushState");
  isGone.encoder = true;
  player.edit({ ...OPENING_PRESET.experiment, learningRate: 0.07 });
  await address.push();
  isGone.encoder = false;
  dispatchEvent(ONLINE);
  await expect.poll(() => pushState.mock.calls.length, PATIENT).toBe(1);
  expect(location.hash).toContain("lr=0.07");
});

it("opens all the same where a link cannot be read, says so and keeps the link in the history", async () => {
  isGone.decoder = true;
  const { address, player, notices, showAxis } = await open("#v=1&preset=digits");
  expect(player.store.getState().presetId).toBe(OPENING_PRESET.id);
  expect(notices()).toMatch(/^The link in the address could not be opened/);
  expect(address.holdsExperiment()).toBe(false);
  expect(location.hash).toBe("#v=1&preset=digits");
  const pushState = vi.spyOn(history, "pushState");
  showAxis("time");
  await expect.poll(() => pushState.mock.calls.length, PATIENT).toBe(1);
  expect(address.holdsExperiment()).toBe(true);
  expect(notices()).toBe("");
});

it("leaves the run alone where a link that is followed later cannot be read", async () => {
  const { address, player, notices } = await open("");
  const load = vi.spyOn(player, "load");
  isGone.decoder = true;
  location.hash = "#v=1&preset=digits";
  await expect.poll(notices, PATIENT).toMatch(/^The link in the address could not be opened/);
  expect(load).not.toHaveBeenCalled();
  expect(address.holdsExperiment()).toBe(false);
});
