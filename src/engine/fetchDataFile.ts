/** A reader of the app's data folder, `dataUrl` its address ending in a slash. */
export function dataFileReader(dataUrl: string): (fileName: string) => Promise<Uint8Array> {
  return async (fileName) => {
    const response = await fetch(new URL(fileName, dataUrl));
    if (!response.ok) throw new Error(`the server answered ${response.status}`);
    return new Uint8Array(await response.arrayBuffer());
  };
}
