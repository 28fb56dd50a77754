import { hueOf } from "../../charts/tokens.ts";
import { MathText } from "../controls/MathText.tsx";
import type { Prose } from "./prose.ts";
import styles from "./StoryView.module.css";

export function ProseText({ prose }: { prose: Prose }) {
  const parts = prose.map((part, index) => ({ part, index }));
  return parts.map(({ part, index }) =>
    typeof part === "string" ? (
      <MathText key={index} isColored>
        {part}
      </MathText>
    ) : (
      <b key={index} className={styles["quantity"]} style={{ color: hueOf(part.curve) }}>
        {part.text}
      </b>
    ),
  );
}
