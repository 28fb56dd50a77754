/** A canvas over the figure, sharp at any pixel ratio. */
export interface FigureCanvas {
  readonly element: HTMLCanvasElement;
  /** An empty context in CSS pixels. */
  clear(width: number, height: number): CanvasRenderingContext2D | null;
  remove(): void;
}

/** @param before what it lies under; on top of everything so far when null */
export function createCanvas(root: HTMLElement, before: Element | null = null): FigureCanvas {
  const canvas = document.createElement("canvas");
  canvas.setAttribute("aria-hidden", "true");
  Object.assign(canvas.style, {
    position: "absolute",
    inset: "0",
    width: "100%",
    height: "100%",
    pointerEvents: "none",
  });
  root.insertBefore(canvas, before);
  const context = canvas.getContext("2d");
  return {
    element: canvas,
    clear(width, height) {
      const ratio = devicePixelRatio;
      const deviceWidth = Math.round(width * ratio);
      const deviceHeight = Math.round(height * ratio);
      if (canvas.width !== deviceWidth || canvas.height !== deviceHeight) {
        canvas.width = deviceWidth;
        canvas.height = deviceHeight;
      }
      context?.setTransform(ratio, 0, 0, ratio, 0, 0);
      context?.clearRect(0, 0, width, height);
      return context;
    },
    remove() {
      canvas.remove();
    },
  };
}
