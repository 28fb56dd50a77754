import { Fragment } from "react";
import styles from "./MathText.module.css";

/** Symbols of the page, set in the serif's italic wherever they stand in a text. */
const SYMBOLS = /(½ηβx²|ηα|∇S⊥|\d(?:\.\d)?\/η|L\(θ†\)|L\(θ\)|\|θ − θ†\||\|x\||θ†|λ₁|λ₂|ηt|η|δ)/;
const HUES: Readonly<Record<string, string | undefined>> = {
  δ: styles["dagger"],
  "θ†": styles["dagger"],
};

export interface MathTextProps {
  children: string;
  /** Give symbols that belong to θ† its hue. */
  isColored?: boolean;
}

export function MathText({ children, isColored = false }: MathTextProps) {
  const parts = children.split(SYMBOLS).map((text, index) => ({ text, index }));
  return parts.map(({ text, index }) => {
    if (index % 2 === 0) return <Fragment key={index}>{text}</Fragment>;
    const [before = "", after] = text.split("/η");
    return after === undefined ? (
      <i key={index} className={`${styles["symbol"]} ${isColored ? (HUES[text] ?? "") : ""}`}>
        {text}
      </i>
    ) : (
      <span key={index} className={styles["whole"]}>
        {before}/<i className={styles["symbol"]}>η</i>
      </span>
    );
  });
}
