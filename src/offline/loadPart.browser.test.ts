import { afterEach, expect, it, vi } from "vitest";
import { loadPart, untilLoaded } from "./loadPart.ts";

const NO_STYLE = "http://localhost:1/none.css";
const STYLE = "data:text/css,body{--of-a-test:1}";
const style = () => document.head.querySelector<HTMLLinkElement>("link[data-test]");

/** As the bundler does: a stylesheet is asked for once, and an import that needs it fails with it. */
function askForStyle(): Promise<void> {
  const link = document.createElement("link");
  link.rel = "stylesheet";
  link.href = NO_STYLE;
  link.dataset["test"] = "";
  return new Promise((resolve, reject) => {
    link.addEventListener("load", () => {
      resolve();
    });
    link.addEventListener("error", () => {
      reject(new Error("Unable to preload CSS"));
    });
    document.head.append(link);
  });
}

afterEach(() => {
  style()?.remove();
});

it("brings a part's styles as well when it is loaded again", async () => {
  let isAsked = false;
  const load = async () => {
    if (!isAsked) {
      isAsked = true;
      await askForStyle();
    }
    return "the part";
  };
  await expect(loadPart(load)).rejects.toThrow("Unable to preload CSS");
  await expect(loadPart(load)).rejects.toThrow(`${NO_STYLE} did not load`);
  style()!.href = STYLE;
  expect(await loadPart(load)).toBe("the part");
  expect(getComputedStyle(document.body).getPropertyValue("--of-a-test")).toBe("1");
  expect(document.head.querySelectorAll("link[data-test]")).toHaveLength(1);
});

it("loads a part when the browser comes online, once, unless it is no longer wanted", async () => {
  const load = vi
    .fn<() => Promise<string>>(async () => "the part")
    .mockRejectedValueOnce(new Error("offline"));
  const onLoaded = vi.fn<(part: string) => void>();
  const onFailed = vi.fn<() => void>();
  untilLoaded(load, onLoaded, onFailed);
  await expect.poll(() => onFailed.mock.calls.length).toBe(1);
  dispatchEvent(new Event("online"));
  await expect.poll(() => onLoaded.mock.calls).toEqual([["the part"]]);
  dispatchEvent(new Event("online"));
  expect(load).toHaveBeenCalledTimes(2);

  const unwanted = vi.fn<() => Promise<string>>(() => Promise.reject(new Error("offline")));
  const { stop } = untilLoaded(unwanted, onLoaded, onFailed);
  stop();
  dispatchEvent(new Event("online"));
  await expect.poll(() => unwanted.mock.calls.length).toBe(1);
  expect(onFailed).toHaveBeenCalledTimes(1);
});
