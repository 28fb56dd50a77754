import { useState } from "react";
import { useMediaQuery } from "../page/useMediaQuery.ts";
import { chooseTheme, currentTheme } from "../page/theme.ts";
import styles from "./Header.module.css";

/** Names the theme that it leads to. */
export function ThemeSwitch() {
  // Both change what currentTheme gives: the system's setting and the choice made here.
  useMediaQuery("(prefers-color-scheme: dark)");
  const [, setTheme] = useState(currentTheme);
  const other = currentTheme() === "dark" ? "light" : "dark";
  return (
    <button
      type="button"
      className={styles["action"]}
      aria-label={`${other} theme`}
      onClick={() => {
        chooseTheme(other);
        setTheme(other);
      }}
    >
      {other === "dark" ? "Dark" : "Light"}
    </button>
  );
}
