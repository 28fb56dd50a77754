import { afterEach, beforeEach, expect, it } from "vitest";
import "../styles/tokens.css";
import { createFigure, type Figure } from "./figure.ts";
import { EXPERIMENT, edgeHistory } from "./fixtures/syntheticHistory.ts";
import { defaultView, type View } from "./view.ts";

let container: HTMLElement;
let figure: Figure;

beforeEach(() => {
  container = document.createElement("div");
  Object.assign(container.style, { width: "832px", height: "732px" });
  document.body.replaceChildren(container);
  figure = createFigure(container, {
    onCrosshair: () => undefined,
    onNavigation: () => undefined,
    onPlayhead: () => undefined,
  });
});
afterEach(() => figure.destroy());

/** The labels of the x axis and of all y axes, each with its place: `pixel text`. */
async function axes(view: View): Promise<{ x: string[]; y: string[] }> {
  figure.setView(view);
  figure.setHistory(edgeHistory(401, 100), { ...EXPERIMENT, steps: 400 });
  for (let i = 0; i < 2; i++) await new Promise((resolve) => requestAnimationFrame(resolve));
  const labels = (group: string, along: string) =>
    [...container.querySelectorAll(`.${group} text`)].map(
      (label) => `${Math.round(Number(label.getAttribute(along)))} ${label.textContent}`,
    );
  return { x: labels("x-ticks", "x"), y: labels("y-ticks", "y") };
}

// Panels reach from pixel 46 to 700, so that step 100 of 400 is at 209.5.
it("writes steps and values on linear axes", async () => {
  expect(await axes(defaultView())).toMatchInlineSnapshot(`
    {
      "x": [
        "46 0",
        "128 50",
        "210 100",
        "291 150",
        "373 200",
        "455 250",
        "537 300",
        "618 350",
        "700 400",
      ],
      "y": [
        "212 0.1",
        "182 0.2",
        "152 0.3",
        "122 0.4",
        "92 0.5",
        "62 0.6",
        "469 12",
        "429 14",
        "388 16",
        "348 18",
        "308 20",
        "267 22",
        "638 0",
        "599 0.05",
        "561 0.1",
      ],
    }
  `);
});

it("writes flow time: η t = 40 is where step 400 was", async () => {
  const { x } = await axes({ ...defaultView(), xAxis: "time" });
  expect(x).toMatchInlineSnapshot(`
    [
      "46 0",
      "128 5",
      "210 10",
      "291 15",
      "373 20",
      "455 25",
      "537 30",
      "618 35",
      "700 40",
    ]
  `);
});

it("writes decades on log axes", async () => {
  const view = { ...defaultView(), xScale: "log" as const };
  expect(await axes({ ...view, yScale: { loss: "log", sharpness: "log", distance: "log" } }))
    .toMatchInlineSnapshot(`
    {
      "x": [
        "46 1",
        "122 2",
        "222 5",
        "297 10",
        "373 20",
        "473 50",
        "549 100",
        "624 200",
      ],
      "y": [
        "219 0.1",
        "160 0.2",
        "83 0.5",
        "499 10",
        "347 20",
        "257 30",
        "625 0.01",
        "583 0.03",
        "537 0.1",
      ],
    }
  `);
});
