import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createHash } from "node:crypto";
import { sha256 } from "./sha256.ts";

const text = (content: string) => new TextEncoder().encode(content);

describe("SHA-256", () => {
  it("is that of the standard's examples", () => {
    expect(sha256(text("abc"))).toBe(
      "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
    );
    expect(sha256(text("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"))).toBe(
      "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1",
    );
    expect(sha256(text("a".repeat(1e6)))).toBe(
      "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0",
    );
  });

  it("is that of another implementation at any length and offset", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), fc.nat(20), (bytes, offset) => {
        const part = bytes.subarray(Math.min(offset, bytes.length));
        expect(sha256(part)).toBe(createHash("sha256").update(part).digest("hex"));
      }),
    );
  });
});
