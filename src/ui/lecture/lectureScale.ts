/** Type and lines of lecture mode: the tokens hold for 1280 × 720 and grow with the window. */

const WIDTH = 1280;
const HEIGHT = 720;
/** A phone that opens a lecture's link still has text of 12 px. */
const LEAST = 0.6;

const LENGTHS = ["--t-1", "--t-2", "--t-3", "--t-4", "--t-5", "--t-6"] as const;
const WIDTHS = [
  "--w-gd",
  "--w-pred",
  "--w-cubic",
  "--w-dagger",
  "--w-flow",
  "--w-edge",
  "--w-l2",
  "--w-raw",
  "--w-rule",
] as const;

/** How much larger than at 1280 × 720 everything is. Upright windows go by their width as if twice as wide. */
export function lectureScale(width: number, height: number): number {
  const isUpright = height > width;
  const scale = isUpright ? (2 * width) / WIDTH : Math.min(width / WIDTH, height / HEIGHT);
  return Math.max(LEAST, Math.round(scale * 100) / 100);
}

/**
 * Put the page in lecture mode and keep its tokens in proportion to the window. `--unit` is what one
 * pixel of the 1280 × 720 layout is.
 * @returns a function that takes it all back
 */
export function applyLectureMode(root: HTMLElement): () => void {
  root.dataset["mode"] = "lecture";
  const tokens = getComputedStyle(root);
  const base = [...LENGTHS, ...WIDTHS].map((name) => {
    const text = tokens.getPropertyValue(name).trim();
    return { name, value: Number.parseFloat(text), unit: text.endsWith("px") ? "px" : "" };
  });
  const fit = () => {
    const scale = lectureScale(innerWidth, innerHeight);
    root.style.setProperty("--unit", `${scale}px`);
    for (const { name, value, unit } of base) {
      root.style.setProperty(name, `${Math.round(value * scale * 100) / 100}${unit}`);
    }
  };
  fit();
  addEventListener("resize", fit);
  return () => {
    removeEventListener("resize", fit);
    for (const { name } of base) root.style.removeProperty(name);
    root.style.removeProperty("--unit");
    delete root.dataset["mode"];
  };
}
