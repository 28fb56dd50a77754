import fc from "fast-check";
import { expect, test } from "vitest";
import { fusedNetwork } from "./fusedNetwork.ts";
import { gradientPieces } from "./gradientPass.ts";

test("the pieces are the gradient and the loss, each entry once, in 16 × 16 tiles", () => {
  const sizes = fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 2, maxLength: 5 });
  fc.assert(
    fc.property(sizes, fc.boolean(), (sizes, bias) => {
      const network = fusedNetwork(sizes, bias);
      const { table, tiles } = gradientPieces(network);
      let entries = 0;
      let lastTile = 0;
      for (let row = 0; row < table.length; row += 7) {
        const [end, outputs, columns, begin] = table.subarray(row, row + 4) as Iterable<number>;
        expect(begin).toBe(entries);
        expect(end! - lastTile).toBe(Math.ceil(outputs! / 16) * Math.ceil(columns! / 16));
        entries += outputs! * columns!;
        lastTile = end!;
      }
      expect(entries).toBe(network.parameterCount + 1);
      expect(lastTile).toBe(tiles);
    }),
  );
});
