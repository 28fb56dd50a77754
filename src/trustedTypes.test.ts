import { describe, expect, it } from "vitest";
import { installTrustedTypes, isOwnScript } from "./trustedTypes.ts";

const PAGE = "https://a.example/course/brink/index.html#v=1&lr=0.1";

describe("scripts of this site", () => {
  it.each([
    "./sw.js",
    "assets/worker-1.js",
    "https://a.example/course/brink/assets/worker-1.js?x=1",
  ])("%s is one", (url) => {
    expect(isOwnScript(url, PAGE)).toBe(true);
  });

  it.each([
    "https://b.example/course/brink/sw.js",
    "//b.example/sw.js",
    "/sw.js",
    "../sw.js",
    "./%2e%2e/sw.js",
    "data:text/javascript,alert(1)//.js",
    "blob:https://a.example/course/brink/1.js",
    "javascript:alert(1)//.js",
    "./page.html",
    "https://a.example/course/brink-evil/sw.js",
    "https://a.example@b.example/course/brink/sw.js",
  ])("%s is none", (url) => {
    expect(isOwnScript(url, PAGE)).toBe(false);
  });
});

describe("the policy", () => {
  let rules: Parameters<NonNullable<Parameters<typeof installTrustedTypes>[0]>["createPolicy"]>[1];
  installTrustedTypes({ createPolicy: (_, given) => (rules = given) }, () => PAGE);

  it("lets markup into documents of their own only", () => {
    expect(rules.createHTML("<svg/>", "TrustedHTML", "DOMParser parseFromString")).toBe("<svg/>");
    expect(() => rules.createHTML("<b>", "TrustedHTML", "Element innerHTML")).toThrow(/refused/);
  });

  it("starts scripts of this site only, and does nothing where browsers know none of it", () => {
    expect(rules.createScriptURL("./sw.js")).toBe("./sw.js");
    expect(() => rules.createScriptURL("https://b.example/x.js")).toThrow(/no script of this site/);
    expect(() => {
      installTrustedTypes(undefined, () => PAGE);
    }).not.toThrow();
  });
});
