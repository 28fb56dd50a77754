/** Which packages are in the built site, and under which licences; from the lock file alone. */

export interface Licensed {
  /** Folder from the root of the project. */
  path: string;
  name: string;
  version: string;
  licence: string;
}

interface LockEntry {
  version?: string;
  license?: string;
  dev?: boolean;
  optional?: boolean;
  devOptional?: boolean;
}

export interface LockFile {
  packages: Readonly<Record<string, LockEntry>>;
}

/** Tools of the build, parts of which are built in: they keep the site on the device. */
const BUILT_IN = /^node_modules\/workbox-(window|core|precaching|routing|strategies)$/;

const isShipped = (path: string, { dev, optional, devOptional }: LockEntry) =>
  BUILT_IN.test(path) || (path !== "" && !dev && !optional && !devOptional);

/**
 * By name.
 * @throws Error when one says nothing of its licence.
 */
export function licencesOf({ packages }: LockFile): Licensed[] {
  return Object.entries(packages)
    .filter(([path, entry]) => isShipped(path, entry))
    .map(([path, { version = "", license = "" }]) => {
      const name = path.slice(path.lastIndexOf("node_modules/") + "node_modules/".length);
      if (license === "") throw new Error(`${name} ${version} says nothing of its licence.`);
      return { path, name, version, licence: license };
    })
    .sort((a, b) => (`${a.name} ${a.version}` < `${b.name} ${b.version}` ? -1 : 1));
}

export const lineOf = ({ name, version, licence }: Licensed) => `${name} ${version}: ${licence}`;
