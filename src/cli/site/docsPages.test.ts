/** What the documents promise a reader: pages without inline style or script, and links that lead somewhere. */
import { readdir, readFile, stat } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { docsPage } from "./docsPages.ts";

const DOCS = new URL("../../../docs/", import.meta.url);
const names = (await readdir(DOCS)).filter((name) => name.endsWith(".md"));

describe.each(names)("%s", (name) => {
  it("becomes a page that a strict policy allows", async () => {
    const page = await docsPage(await readFile(new URL(name, DOCS), "utf8"), "default-src 'none'");
    expect(page).not.toMatch(/<script|<[^>]* (style|on[a-z]+)=/);
    expect(page).not.toMatch(/\$|katex-error|\.md"/);
    expect(page).toMatch(/<h1 id="[a-z]/);
  });

  it("links only to what is there", async () => {
    const text = await readFile(new URL(name, DOCS), "utf8");
    const links = [...text.matchAll(/\]\((?!https?:|#)([^)#\s]+)(?:#[^)\s]*)?\)/g)].map(
      (m) => m[1]!,
    );
    for (const link of links) {
      await expect(stat(new URL(link, DOCS)), `${name} links to ${link}`).resolves.toBeTruthy();
    }
  });
});

it("renders formulas as MathML and refuses a wrong one", async () => {
  expect(await docsPage("# A\n\n$\\frac{2}{\\eta}$", "")).toContain("<mfrac>");
  await expect(docsPage("# A\n\n$\\frac{2$", "")).rejects.toThrow(/KaTeX/);
});
