/** Where the parts of the slice are, in pixels. Pure. */
export interface PlotBox {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

export interface SliceLayout {
  fontSize: number;
  height: number;
  /** Loss along u, what is left of it without the quadratic, and sharpness along ∇S⊥. */
  loss: PlotBox;
  strip: PlotBox;
  sharpness: PlotBox;
}

/** From this width on, in text heights, sharpness stands beside the loss. */
const BESIDE = 46;

/** All sizes go with the text. */
export function sliceLayout(width: number, fontSize: number): SliceLayout {
  const em = (n: number) => Math.round(n * fontSize);
  const isBeside = width >= BESIDE * fontSize;
  const columnWidth = isBeside ? Math.round((width - em(2)) / 2) : width;
  const [left, right] = [em(3.4), columnWidth - em(6.2)];
  const loss = { left, right, top: 4, bottom: 4 + em(13) };
  const stripTop = loss.bottom + em(3.6);
  const strip = { left, right, top: stripTop, bottom: stripTop + em(5) };
  const shift = isBeside ? columnWidth + em(2) : 0;
  const sharpnessTop = isBeside ? em(2.2) : strip.bottom + em(3.4);
  const sharpness = {
    left: left + shift,
    right: right + shift,
    top: sharpnessTop,
    bottom: isBeside ? strip.bottom - em(1.6) : sharpnessTop + em(7.5),
  };
  const height = Math.max(strip.bottom + em(0.6), sharpness.bottom + em(1.8));
  return { fontSize, height, loss, strip, sharpness };
}
