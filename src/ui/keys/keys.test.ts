import { describe, expect, it } from "vitest";
import { stepAfterKey } from "../../charts/interaction.ts";
import { KEY_GROUPS, PAGE_KEYS } from "./keys.ts";

describe("the shortcut sheet", () => {
  it("lists each key of a group once, with what it does", () => {
    for (const { title, rows } of KEY_GROUPS) {
      const shown = rows.map((row) => row.shown);
      expect(new Set(shown).size, title).toBe(shown.length);
      for (const { does } of rows) expect(does).not.toBe("");
    }
    expect(new Set(PAGE_KEYS.map(({ key }) => key)).size).toBe(PAGE_KEYS.length);
  });

  it("says what the charts do with their keys", () => {
    const press = (key: string, shiftKey = false) =>
      stepAfterKey({ key, shiftKey, ctrlKey: false, metaKey: false, altKey: false }, 50, 99);
    expect([press("ArrowLeft"), press("ArrowRight", true)]).toEqual([49, 60]);
    expect([press("Home"), press("End"), press("Escape")]).toEqual([0, 99, null]);
  });
});
