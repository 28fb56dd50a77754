import { describe, expect, it } from "vitest";
import { EMBED_HIDES } from "../../share/embedHides.ts";
import { embedCode, embedHides } from "./embedCode.ts";

describe("the embed code", () => {
  it("is one iframe whose link and title are what was given, whatever is in them", () => {
    const link = "https://a.example/brink/#v=1&preset=nudged&embed=1";
    const code = embedCode(link, 'Spikes "foretold" <b>', "one");
    expect(code).toBe(
      '<iframe src="https://a.example/brink/#v=1&amp;preset=nudged&amp;embed=1" title="Spikes &quot;foretold&quot; &lt;b>" width="720" height="405" loading="lazy" style="border:0;max-width:100%"></iframe>',
    );
    expect(code).not.toMatch(/sandbox|<script/);
  });

  it("is higher the more charts it has; alone it says nothing that an embed hides anyway", () => {
    const height = (code: string) => Number(/height="(\d+)"/.exec(code)?.[1]);
    const of = (charts: "one" | "two" | "all") => height(embedCode("x", "y", charts));
    expect(of("one")).toBeLessThan(of("two"));
    expect(of("two")).toBeLessThan(of("all"));
    expect(embedHides("one")).toEqual(EMBED_HIDES);
    expect(embedHides("two")).not.toContain("loss");
    expect(embedHides("all")).toEqual([]);
  });
});
