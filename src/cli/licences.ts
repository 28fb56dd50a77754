/** `npm run licences`: writes public/licences.txt, the packages that the site is made of and their terms. */
import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { licencesOf, lineOf, type Licensed, type LockFile } from "./licences/licenceList.ts";

const ROOT = new URL("../../", import.meta.url).pathname;

/** What a package says of its terms; null where it has no such file. */
async function termsOf({ path }: Licensed): Promise<string | null> {
  const files = await readdir(join(ROOT, path));
  const file = files.find((name) => /^(licen[cs]e|copying)/i.test(name));
  return file === undefined ? null : (await readFile(join(ROOT, path, file), "utf8")).trim();
}

const lock = JSON.parse(await readFile(join(ROOT, "package-lock.json"), "utf8")) as LockFile;
const packages = licencesOf(lock);
/** Packages by their terms: many share the same. */
const byTerms = new Map<string, string[]>();
for (const each of packages) {
  const terms = await termsOf(each);
  if (terms !== null) byTerms.set(terms, [...(byTerms.get(terms) ?? []), each.name]);
}
const sections = Array.from(byTerms, ([terms, names]) => `${names.join(", ")}\n\n${terms}`);
const rule = `\n\n${"-".repeat(80)}\n\n`;
const text = `Brink is made of these packages, and its own parts are under the MIT licence.

${packages.map(lineOf).join("\n")}${rule}${sections.join(rule)}
`;
await writeFile(join(ROOT, "public/licences.txt"), text);
