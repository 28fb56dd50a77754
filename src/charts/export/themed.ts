/** Tokens of a theme and a mode, whatever the page shows. */
export type FileTheme = "light" | "dark";

/** An element that has the tokens, until it is removed. */
export function themed(
  theme: FileTheme,
  mode: "desk" | "lecture",
): { element: HTMLElement; remove: () => void } {
  const host = document.createElement("div");
  const sized = document.createElement("div");
  const element = document.createElement("div");
  host.hidden = true;
  // Light stands for everything at its ordinary size; dark changes colours only.
  host.dataset["theme"] = "light";
  if (mode === "lecture") sized.dataset["mode"] = mode;
  if (theme === "dark") element.dataset["theme"] = theme;
  sized.append(element);
  host.append(sized);
  document.body.append(host);
  return { element, remove: () => host.remove() };
}
