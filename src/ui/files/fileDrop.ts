/** Files held over the page and dropped on it. */
export interface DropCallbacks {
  /** A file is held over the page, or no longer. */
  onHold: (isHeld: boolean) => void;
  /** The files that were dropped, one at least. */
  onFiles: (files: File[]) => void;
}

function hasFiles(event: DragEvent): boolean {
  return event.dataTransfer?.types.includes("Files") ?? false;
}

/** @returns a function that stops listening */
export function listenToDrops({ onHold, onFiles }: DropCallbacks): () => void {
  const controller = new AbortController();
  const options = { signal: controller.signal };
  // Entering a child comes before leaving its parent: only the count says whether it is over.
  let depth = 0;
  const end = () => {
    depth = 0;
    onHold(false);
  };
  document.addEventListener(
    "dragenter",
    (event) => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      depth++;
      onHold(true);
    },
    options,
  );
  document.addEventListener(
    "dragover",
    (event) => {
      // Without this the browser would leave the page to show the file.
      if (hasFiles(event)) event.preventDefault();
    },
    options,
  );
  document.addEventListener(
    "dragleave",
    (event) => {
      if (!hasFiles(event)) return;
      depth--;
      if (depth <= 0) end();
    },
    options,
  );
  document.addEventListener(
    "drop",
    (event) => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      end();
      const files = [...(event.dataTransfer?.files ?? [])];
      if (files.length > 0) onFiles(files);
    },
    options,
  );
  return () => {
    controller.abort();
  };
}
