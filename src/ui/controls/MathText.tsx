import { Fragment } from "react";
import styles from "./MathText.module.css";

/**
 * Symbols of the page, set in the serif's italic wherever they stand in a text and marked for the
 * glossary (`ui/glossary/`), which explains them under the pointer.
 */
export const SYMBOL_PATTERN =
  /(½ηβx²|ηα|∇S⊥|L\(θ†\) \+ δ²\/η|2\/λ₁\(0\)|\d(?:\.\d+)?\/η|L\(θ†\)|L\(θ\)|\|θ − θ†\||\|x\|\/δ|\|x\||1 − γ²|θ†|λ₁|λ₂|ηt|x[₀₁₂₃]|y[₁₂₃]|η|α|β₁|β₂|β|γ|δ|θ|μ|ε)/;

const HUES: Readonly<Record<string, string | undefined>> = {
  α: styles["dagger"],
  β: styles["dagger"],
  δ: styles["dagger"],
  "θ†": styles["dagger"],
};

export interface MathTextProps {
  children: string;
  /** Give symbols that belong to θ† its hue. */
  isColored?: boolean;
}

export function MathText({ children, isColored = false }: MathTextProps) {
  const parts = children.split(SYMBOL_PATTERN).map((text, index) => ({ text, index }));
  return parts.map(({ text, index }) => {
    if (index % 2 === 0) return <Fragment key={index}>{text}</Fragment>;
    const [before = "", after] = text.split(/^([\d.]+\/)/).slice(1);
    return after === undefined ? (
      <i
        key={index}
        data-symbol={text}
        className={`${styles["symbol"]} ${isColored ? (HUES[text] ?? "") : ""}`}
      >
        {text}
      </i>
    ) : (
      <span key={index} data-symbol={text} className={styles["whole"]}>
        {before}
        <i className={styles["symbol"]}>{after}</i>
      </span>
    );
  });
}
