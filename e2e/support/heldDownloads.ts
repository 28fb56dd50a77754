/** A server before the app's own that lets half of a data file through, and the rest when told to. */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

export interface HeldDownloads {
  /** Where the app is found behind it, ending in a slash. */
  url: string;
  /** Let everything through from now on, what is held back included. */
  release: () => void;
  close: () => Promise<void>;
}

/** @param app the address of the app itself, ending in a slash. */
export async function holdDownloads(app: string): Promise<HeldDownloads> {
  let release: () => void = () => undefined;
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  const server = createServer((request, response) => {
    void (async () => {
      const answer = await fetch(new URL((request.url ?? "/").slice(1), app));
      const body = Buffer.from(await answer.arrayBuffer());
      response.writeHead(answer.status, {
        "content-type": answer.headers.get("content-type") ?? "application/octet-stream",
        "content-length": body.length,
      });
      const half = Math.floor(body.length / 2);
      response.write(body.subarray(0, half));
      if (request.url?.endsWith(".bin") === true) await released;
      response.end(body.subarray(half));
    })();
  });
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/`,
    release: () => {
      release();
    },
    close: () =>
      new Promise((resolve) => {
        release();
        server.closeAllConnections();
        server.close(() => {
          resolve();
        });
      }),
  };
}
