import { expect, test } from "vitest";
import { fusedNetwork, interleaved, layerTable, stateWidth } from "./fusedNetwork.ts";

test("the table of layers says where each lies in the parameters and in a state", () => {
  const withBias = fusedNetwork([2, 5, 3, 1], true);
  expect([...layerTable(withBias)]).toEqual([2, 5, 0, 10, 0, 5, 3, 15, 30, 5, 3, 1, 33, 36, 8]);
  expect(withBias.parameterCount).toBe(37);
  const linear = fusedNetwork([4, 2], false);
  expect([...layerTable(linear)]).toEqual([4, 2, 0, -1, 0]);
});

test("a state holds z, φ(z), two adjoints and the loss, or three matrices for each coefficient", () => {
  const network = fusedNetwork([2, 5, 3, 1], true);
  expect(network.width).toBe(9);
  expect(([0, 1, 2] as const).map((order) => stateWidth(network, order))).toEqual([37, 27, 54]);
});

test("four samples lie together, and the last one fills up", () => {
  const values = Float64Array.of(0, 1, 10, 11, 20, 21, 30, 31, 40, 41);
  expect([...interleaved(values, 2, 8)]).toEqual([
    ...[0, 10, 20, 30],
    ...[1, 11, 21, 31],
    ...[40, 40, 40, 40],
    ...[41, 41, 41, 41],
  ]);
});
