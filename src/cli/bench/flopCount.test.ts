import { describe, expect, test } from "vitest";
import { createMlp } from "../../engine/taylor/mlp.ts";
import { float64Arithmetic } from "../../engine/backends/float64.ts";
import { passFlops, productFlops } from "./flopCount.ts";
import { createProblem } from "./problems.ts";
import { NETWORK_SIZES } from "./sizes.ts";

describe("operations of a pass", () => {
  test("one layer of one sample, by hand", () => {
    // z = W x: one product forward and one outer product, 2·3 multiply-adds each.
    expect(passFlops({ samples: 1, widths: [3, 2] }, 0)).toBe(2 * 2 * 6);
    // z₁ = W₁ x and its outer product come to them, then the outer product of order 2.
    expect(passFlops({ samples: 1, widths: [3, 2] }, 1)).toBe(2 * 4 * 6);
    expect(passFlops({ samples: 1, widths: [3, 2] }, 2)).toBe(2 * 5 * 6);
  });

  test("medium takes 1.1 GFLOP to order 2 and a third of it for a gradient", () => {
    const order2 = passFlops(NETWORK_SIZES.medium, 2);
    expect(order2).toBe(2 * 1000 * (5 * 784 * 100 + 16 * 100 * 100 + 16 * 100 * 10));
    expect(order2 / passFlops(NETWORK_SIZES.medium, 0)).toBeCloseTo(2.99, 2);
  });

  test("a gradient is the matrix products that the engine asks for", async () => {
    const problem = await createProblem("tiny", () => Promise.reject(new Error("no file needed")));
    let flops = 0;
    const counted = <M extends { rows: number; columns: number }>(inner: number, product: M): M => {
      flops += productFlops(product.rows, inner, product.columns);
      return product;
    };
    const model = createMlp(
      {
        ...float64Arithmetic,
        product: (a, b) => counted(a.columns, float64Arithmetic.product(a, b)),
        productTransposeLeft: (a, b) =>
          counted(a.rows, float64Arithmetic.productTransposeLeft(a, b)),
      },
      problem.description,
      problem.dataset,
    );
    await model.expandAt(problem.parameters);
    expect(flops).toBe(passFlops(problem.size, 0));
  });
});
