import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { licencesOf, lineOf, type LockFile } from "./licenceList.ts";

const read = (path: string) => readFileSync(new URL(`../../../${path}`, import.meta.url), "utf8");
const lock = JSON.parse(read("package-lock.json")) as LockFile;

/** Licences under which the parts may be passed on with the site. */
const FREE = /^(MIT|ISC|Apache-2\.0|BSD-[23]-Clause|Unlicense|0BSD)( (AND|OR) (MIT|Apache-2\.0))?$/;

test("public/licences.txt lists what the lock file has: npm run licences writes it anew", () => {
  const [, list = ""] = read("public/licences.txt").split("\n\n");
  expect(list.split("\n")).toEqual(licencesOf(lock).map(lineOf));
});

test("every dependency is there, under a licence that lets it be passed on", () => {
  const { dependencies } = JSON.parse(read("package.json")) as {
    dependencies: Record<string, string>;
  };
  const packages = licencesOf(lock);
  const names = packages.map(({ name }) => name);
  expect(names).toEqual(expect.arrayContaining(Object.keys(dependencies)));
  for (const each of packages) expect(each.licence, each.name).toMatch(FREE);
});

test("a package that says nothing of its licence is an error", () => {
  expect(() => licencesOf({ packages: { "node_modules/x": { version: "1.0.0" } } })).toThrow(
    "x 1.0.0 says nothing of its licence.",
  );
});
