/** A plain static file server: what a folder on any web host is. */
import { createServer } from "node:http";
import { readFile } from "node:fs/promises";
import { extname, join, normalize } from "node:path";

const TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".css": "text/css",
  ".json": "application/json",
  ".wasm": "application/wasm",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".woff2": "font/woff2",
  ".webmanifest": "application/manifest+json",
};

export interface PlainServer {
  /** With a trailing slash. */
  url: string;
  close: () => Promise<void>;
}

/**
 * @param folder what is served
 * @param path where, with slashes at both ends: "/" or "/a/sub-path/"
 * @param headers sent with every answer
 */
export async function servePlainly(
  folder: string,
  path = "/",
  headers: Readonly<Record<string, string>> = {},
): Promise<PlainServer> {
  const server = createServer((request, response) => {
    void (async () => {
      const { pathname } = new URL(request.url ?? "/", "http://localhost");
      const name = pathname.endsWith("/") ? `${pathname}index.html` : pathname;
      const isInside = name.startsWith(path) && !normalize(name).includes("..");
      const file = isInside
        ? await readFile(join(folder, decodeURIComponent(name.slice(path.length)))).catch(
            () => null,
          )
        : null;
      if (file === null) {
        response.writeHead(404).end();
        return;
      }
      const type = TYPES[extname(name)] ?? "application/octet-stream";
      response.writeHead(200, { "content-type": type, "cache-control": "no-store", ...headers });
      response.end(file);
    })();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The server has no port.");
  return {
    url: `http://localhost:${address.port}${path}`,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => {
          resolve();
        });
      }),
  };
}
