import { CopyText } from "../controls/CopyText.tsx";
import styles from "./Aside.module.css";

const BIBTEX = `@inproceedings{damian2023selfstabilization,
  title     = {Self-Stabilization: The Implicit Bias of Gradient Descent at the Edge of Stability},
  author    = {Damian, Alex and Nichani, Eshaan and Lee, Jason D.},
  booktitle = {International Conference on Learning Representations},
  year      = {2023},
  url       = {https://arxiv.org/abs/2209.15594}
}`;

/** The paper whose prediction is drawn. */
export function Citation() {
  return (
    <section aria-label="Reference" className={styles["citation"]}>
      <p>
        The prediction is that of Damian, Nichani and Lee,{" "}
        <cite>
          Self-Stabilization: The Implicit Bias of Gradient Descent at the Edge of Stability
        </cite>
        , ICLR 2023, <a href="https://arxiv.org/abs/2209.15594">arXiv:2209.15594</a>.
      </p>
      <CopyText label="Copy BibTeX" text={() => BIBTEX} />
    </section>
  );
}
