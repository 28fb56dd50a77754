import { Suspense, useState, type ComponentType, type ReactNode } from "react";
import { createRoot, type Root } from "react-dom/client";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { page } from "vitest/browser";
import { ErrorBoundary } from "../ErrorBoundary.tsx";
import { lazyDialog } from "./lazyDialog.tsx";
import { lazyPart } from "./lazyPart.tsx";
import { missingParts } from "./missingParts.ts";
import { MissingParts } from "./MissingParts.tsx";

const GONE = new TypeError("Failed to fetch dynamically imported module");

let root: Root;

beforeEach(() => {
  const element = document.createElement("div");
  element.id = "root";
  document.body.append(element);
  root = createRoot(element);
});

afterEach(() => {
  root.unmount();
  document.getElementById("root")?.remove();
  missingParts.setState({ parts: [] });
  vi.restoreAllMocks();
});

function show(children: ReactNode): void {
  root.render(
    <ErrorBoundary holdsExperiment={() => true}>
      <MissingParts />
      <p>the run</p>
      {children}
    </ErrorBoundary>,
  );
}

const alert = page.getByRole("alert");
const run = page.getByText("the run");

function Opened({ onClose }: { onClose: () => void }) {
  return (
    <section aria-label="Opened">
      <button type="button" onClick={onClose}>
        Close
      </button>
    </section>
  );
}

it("a dialog that does not load says so, and the next click loads it", async () => {
  vi.spyOn(navigator, "onLine", "get").mockReturnValue(false);
  const load = vi.fn<() => Promise<typeof Opened>>(async () => Opened).mockRejectedValueOnce(GONE);
  const Lazy = lazyDialog("“Presets”", load);
  function Opener() {
    const [isOpen, setIsOpen] = useState(false);
    return (
      <>
        <button
          type="button"
          onClick={() => {
            setIsOpen(true);
          }}
        >
          Presets
        </button>
        {isOpen && (
          <Lazy
            onClose={() => {
              setIsOpen(false);
            }}
          />
        )}
      </>
    );
  }
  show(<Opener />);
  const opener = page.getByRole("button", { name: "Presets" });
  await opener.click();
  await expect
    .element(alert)
    .toHaveTextContent(
      /^“Presets” could not be loaded: this device is offline\. Your run is untouched; try again/,
    );
  await expect.element(run).toBeVisible();
  await opener.click();
  await expect.element(page.getByRole("region", { name: "Opened" })).toBeVisible();
  await expect.element(alert).not.toBeInTheDocument();
  await page.getByRole("button", { name: "Close" }).click();
  await opener.click();
  await expect.element(page.getByRole("region", { name: "Opened" })).toBeVisible();
  expect(load).toHaveBeenCalledTimes(2);
});

it("a part that does not load leaves its place, and comes when the browser is online", async () => {
  const load = vi
    .fn<() => Promise<ComponentType>>(async () => () => <p>the part</p>)
    .mockRejectedValueOnce(GONE);
  const Lazy = lazyPart(load, { absent: () => <p>in its place</p> });
  show(
    <Suspense>
      <Lazy />
    </Suspense>,
  );
  await expect.element(page.getByText("in its place")).toBeVisible();
  await expect.element(run).toBeVisible();
  await expect.element(alert).not.toBeInTheDocument();
  dispatchEvent(new Event("online"));
  await expect.element(page.getByText("the part")).toBeVisible();
  await expect.element(page.getByText("in its place")).not.toBeInTheDocument();
  dispatchEvent(new Event("online"));
  expect(load).toHaveBeenCalledTimes(2);
});

it("a part that the viewer wants says that it is missing, and can be asked for", async () => {
  const load = vi
    .fn<() => Promise<ComponentType>>(async () => () => <p>the part</p>)
    .mockRejectedValueOnce(GONE);
  const Lazy = lazyPart(load, { name: "The part" });
  show(
    <Suspense>
      <Lazy />
    </Suspense>,
  );
  await expect
    .element(alert)
    .toHaveTextContent(/^The part could not be loaded: the connection failed/);
  await page.getByRole("button", { name: "Try again: The part" }).click();
  await expect.element(page.getByText("the part")).toBeVisible();
  await expect.element(alert).not.toBeInTheDocument();
});
