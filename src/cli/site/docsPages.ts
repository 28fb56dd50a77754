/** The documents in docs/ as pages of the site, so that they are read where the page is, offline too. */
import { readdir, readFile } from "node:fs/promises";
import { Marked } from "marked";
import markedKatex from "marked-katex-extension";
import type { Plugin } from "vite";

const DOCS = new URL("../../../docs/", import.meta.url);
const TOKENS = new URL("../../styles/tokens.css", import.meta.url);
const STYLE = new URL("docs.css", import.meta.url);

/** Mathematics as MathML: it needs no inline style, which the policy of the site forbids. */
const marked = new Marked(
  markedKatex({ output: "mathml", throwOnError: true, nonStandard: true }),
  {
    walkTokens: (token) => {
      if (token.type !== "link" || typeof token.href !== "string") return;
      token.href = token.href.replace(/^([a-z]+)\.md(#.*)?$/, "$1.html$2");
    },
    renderer: {
      heading({ tokens, depth, text }) {
        const id = text.toLowerCase().replaceAll(/[^a-z0-9]+/g, "-");
        return `<h${depth} id="${id}">${this.parser.parseInline(tokens)}</h${depth}>\n`;
      },
      // Wide tables scroll by themselves, so that the text keeps to the width of a phone.
      table(token) {
        const cells = (row: typeof token.header, tag: string) =>
          row.map((cell) => `<${tag}>${this.parser.parseInline(cell.tokens)}</${tag}>`).join("");
        const rows = token.rows.map((row) => `<tr>${cells(row, "td")}</tr>`).join("\n");
        return `<div class="wide" tabindex="0"><table><thead><tr>${cells(token.header, "th")}</tr></thead><tbody>${rows}</tbody></table></div>\n`;
      },
    },
  },
);

/**
 * One document as a page.
 * @param markdown its text; the first heading is its title
 * @param policy the site's Content-Security-Policy
 * @throws where a formula is not valid
 */
export async function docsPage(markdown: string, policy: string): Promise<string> {
  const title = /^# (.+)$/m.exec(markdown)?.[1] ?? "Brink";
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta http-equiv="Content-Security-Policy" content="${policy.replaceAll('"', "&quot;")}" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <meta name="color-scheme" content="light dark" />
    <link rel="icon" href="../favicon.svg" type="image/svg+xml" />
    <link rel="stylesheet" href="./docs.css" />
    <title>${title} · Brink</title>
  </head>
  <body>
    <nav aria-label="Documents">${NAVIGATION}</nav>
    <main>
${await marked.parse(markdown)}
    </main>
  </body>
</html>
`;
}

/** The documents for people who teach and read come first; how it is built is one link farther. */
const NAVIGATION = [
  ["../", "Brink"],
  ["teaching.html", "Teaching"],
  ["math.html", "The curves"],
  ["links.html", "Links"],
  ["embedding.html", "Embedding"],
  ["robustness.html", "What can go wrong"],
  ["architecture.html", "How it is built"],
]
  .map(([href, text]) => `<a href="${href}">${text}</a>`)
  .join(" ");

async function docsStyle(): Promise<string> {
  return `${await readFile(TOKENS, "utf8")}\n${await readFile(STYLE, "utf8")}`;
}

/** Every file of the documents' folder on the site, by its name there. */
async function docsFiles(policy: string): Promise<Map<string, string | Uint8Array>> {
  const files = new Map<string, string | Uint8Array>([["docs/docs.css", await docsStyle()]]);
  for (const name of await readdir(DOCS)) {
    if (!name.endsWith(".md")) continue;
    const markdown = await readFile(new URL(name, DOCS), "utf8");
    files.set(`docs/${name.replace(/\.md$/, ".html")}`, await docsPage(markdown, policy));
  }
  return files;
}

/**
 * @param policy the site's Content-Security-Policy
 * @returns a plugin that adds `docs/<name>.html` for every `docs/<name>.md`, in the build and while
 * developing
 */
export function docsPages(policy: string): Plugin {
  return {
    name: "docs-pages",
    async generateBundle() {
      for (const [fileName, source] of await docsFiles(policy)) {
        this.emitFile({ type: "asset", fileName, source });
      }
    },
    configureServer(server) {
      server.middlewares.use((request, response, next) => {
        const name = /^\/docs\/([a-z]+\.(?:html|css))(?:[?#]|$)/.exec(request.url ?? "")?.[1];
        if (name === undefined) {
          next();
          return;
        }
        void docsFiles(policy).then((files) => {
          const file = files.get(`docs/${name}`);
          if (file === undefined) {
            next();
            return;
          }
          response.setHeader("content-type", name.endsWith("css") ? "text/css" : "text/html");
          response.end(file);
        }, next);
      });
    },
  };
}
