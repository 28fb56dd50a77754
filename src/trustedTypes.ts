/**
 * The policy of the page for strings that become code or markup (Trusted Types, enforced by the built
 * page's Content-Security-Policy). It is the default one, so that it also holds for what packages do.
 */

interface PolicyRules {
  createHTML: (text: string, type: string, sink: string) => string;
  createScriptURL: (url: string) => string;
}

type PolicyFactory = { createPolicy: (name: "default", rules: PolicyRules) => unknown };

/** The only sink for markup: a document of its own, in which nothing runs. */
const PARSER = "DOMParser parseFromString";

/** What runs is a script of this site: a worker, or the service worker. */
export function isOwnScript(url: string, base: string): boolean {
  const [script, folder] = [new URL(url, base), new URL("./", base)];
  return script.href.startsWith(folder.href) && /\.js$/.test(script.pathname);
}

/** @throws TypeError, out of whatever used the string, where it is refused. */
export function installTrustedTypes(factory: PolicyFactory | undefined, base: () => string): void {
  factory?.createPolicy("default", {
    createHTML: (text, _, sink) => {
      if (sink !== PARSER) throw new TypeError(`Markup is refused at ${sink}.`);
      return text;
    },
    createScriptURL: (url) => {
      if (!isOwnScript(url, base())) throw new TypeError(`${url} is no script of this site.`);
      return url;
    },
  });
}

// Browsers without it have nothing to enforce; development has other scripts and no policy.
if (import.meta.env.PROD && typeof document !== "undefined") {
  const { trustedTypes } = globalThis as { trustedTypes?: PolicyFactory };
  installTrustedTypes(trustedTypes, () => document.baseURI);
}
