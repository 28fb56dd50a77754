/** Light or dark: the system's choice until the viewer makes one, which is remembered. */
export type Theme = "light" | "dark";

const KEY = "brink-theme";

function isTheme(value: string | null): value is Theme {
  return value === "light" || value === "dark";
}

/** Storage may be forbidden (private windows, embedded pages); then nothing is remembered. */
function remembered(): Theme | null {
  try {
    const value = localStorage.getItem(KEY);
    return isTheme(value) ? value : null;
  } catch {
    return null;
  }
}

function remember(theme: Theme): void {
  try {
    localStorage.setItem(KEY, theme);
  } catch {
    return;
  }
}

function systemTheme(): Theme {
  return matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
}

/** Apply the remembered choice before anything is drawn. */
export function applyRememberedTheme(): void {
  const theme = remembered();
  if (theme !== null) document.documentElement.dataset["theme"] = theme;
}

export function currentTheme(): Theme {
  const chosen = document.documentElement.dataset["theme"] ?? null;
  return isTheme(chosen) ? chosen : systemTheme();
}

export function chooseTheme(theme: Theme): void {
  document.documentElement.dataset["theme"] = theme;
  remember(theme);
}
