/** An SVG document as a picture. */

function toBlob(canvas: HTMLCanvasElement): Promise<Blob> {
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => {
      if (blob === null)
        reject(new Error("The browser could not write the picture. Choose a smaller size."));
      else resolve(blob);
    }, "image/png");
  });
}

/**
 * Paint an SVG document.
 * @param scale pixels of the picture per pixel of the document
 * @throws Error with a sentence when the browser cannot paint or write it.
 */
export async function figurePng(
  svg: string,
  { width, height, scale }: { width: number; height: number; scale: number },
): Promise<Blob> {
  const url = URL.createObjectURL(new Blob([svg], { type: "image/svg+xml" }));
  try {
    const image = new Image();
    image.src = url;
    await image.decode();
    const canvas = document.createElement("canvas");
    canvas.width = Math.round(width * scale);
    canvas.height = Math.round(height * scale);
    const context = canvas.getContext("2d");
    if (context === null) throw new Error("The browser gave no canvas to paint on.");
    context.drawImage(image, 0, 0, canvas.width, canvas.height);
    return await toBlob(canvas);
  } finally {
    URL.revokeObjectURL(url);
  }
}
