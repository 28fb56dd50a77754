import { describe, expect, test } from "vitest";
import { STRAIGHT, valleyModel } from "../fixtures/valley.ts";
import type { TaylorModel } from "../taylor/taylorModel.ts";
import { scriptedClock, withPasses } from "./fixtures/timedPasses.ts";
import { pacedModel } from "./pacedModel.ts";
import { AbandonedError, Turns } from "./turns.ts";

const AT = Float64Array.of(0.1, 2, 0.3);
const DIRECTIONS = [Float64Array.of(1, 0, 0), Float64Array.of(0, 1, 0), Float64Array.of(0, 0, 1)];

/** A paced model whose every pass takes `passMs`. */
function paced(passMs: number, directionsPerPass?: number) {
  const state = { isAbandoned: false, passes: 0, open: 0 };
  const clock = scriptedClock();
  const turns = new Turns(clock, () => state.isAbandoned);
  const timed = withPasses(valleyModel(STRAIGHT), () => {
    state.passes++;
    clock.spend(passMs);
  });
  const counted: TaylorModel = {
    ...timed,
    ...(directionsPerPass === undefined ? {} : { directionsPerPass }),
    async expandAt(parameters) {
      const point = await timed.expandAt(parameters);
      state.open++;
      return { ...point, dispose: () => void state.open-- };
    },
  };
  return { model: pacedModel(counted, turns), clock, state };
}

describe("a paced model", () => {
  test("gives the numbers of the model itself", async () => {
    const plain = await valleyModel(STRAIGHT).expandAt(AT);
    const { model } = paced(20, 1);
    const point = await model.expandAt(AT);
    expect(point.loss).toBe(plain.loss);
    expect(point.gradient).toEqual(plain.gradient);
    expect(await point.hessianProducts(DIRECTIONS)).toEqual(
      await plain.hessianProducts(DIRECTIONS),
    );
    expect(await point.thirdDerivative(AT)).toEqual(await plain.thirdDerivative(AT));
  });

  test("lets messages in between long passes, directions one by one where they are passes", async () => {
    const { model, clock, state } = paced(30, 1);
    const point = await model.expandAt(AT);
    await point.hessianProducts(DIRECTIONS);
    await point.thirdDerivative(AT);
    expect(state.passes).toBe(5);
    // Before every pass but the first.
    expect(clock.turns).toHaveLength(4);
  });

  test("keeps a block of directions together where it is one pass", async () => {
    const { model, clock, state } = paced(30);
    const point = await model.expandAt(AT);
    await point.hessianProducts(DIRECTIONS);
    expect(state.passes).toBe(2);
    expect(clock.turns).toHaveLength(1);
  });

  test("keeps third derivatives together where the model has them in one pass", async () => {
    expect(await paced(30).model.expandAt(AT)).not.toHaveProperty("thirdDerivatives");
    const model = valleyModel(STRAIGHT);
    const asked: number[] = [];
    const block: TaylorModel = {
      ...model,
      async expandAt(parameters) {
        const point = await model.expandAt(parameters);
        return {
          ...point,
          thirdDerivatives(directions) {
            asked.push(directions.length);
            return Promise.all(directions.map((v) => point.thirdDerivative(v)));
          },
        };
      },
    };
    const point = await pacedModel(block, new Turns(scriptedClock(), () => false)).expandAt(AT);
    expect(await point.thirdDerivatives!(DIRECTIONS)).toHaveLength(3);
    expect(asked).toEqual([3]);
  });

  test("does not pay for turns between short passes", async () => {
    const { model, clock } = paced(0.5, 1);
    const point = await model.expandAt(AT);
    for (let i = 0; i < 100; i++) await point.hessianProducts(DIRECTIONS);
    // 150 ms of work, a turn every 8.
    expect(clock.turns.length).toBeGreaterThan(10);
    expect(clock.turns.length).toBeLessThan(20);
  });

  test("an abandoned computation ends at its next pass, and nothing stays open", async () => {
    const { model, state } = paced(1, 1);
    const point = await model.expandAt(AT);
    state.isAbandoned = true;
    await expect(point.hessianProducts(DIRECTIONS)).rejects.toThrow(AbandonedError);
    await expect(point.thirdDerivative(AT)).rejects.toThrow(AbandonedError);
    await expect(model.expandAt(AT)).rejects.toThrow(AbandonedError);
    expect(state).toMatchObject({ passes: 1, open: 1 });
    model.dispose();
    expect(state.open).toBe(0);
    // Whoever owned the point may still dispose it.
    point.dispose();
    expect(state.open).toBe(0);
  });
});
