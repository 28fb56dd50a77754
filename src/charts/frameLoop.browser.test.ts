import { expect, it } from "vitest";
import { createFrameLoop } from "./frameLoop.ts";

const nextFrame = () => new Promise((resolve) => requestAnimationFrame(resolve));

it("draws one whole picture a frame, crosshairs at once, and nothing that was stopped", async () => {
  const drawn: string[] = [];
  const loops = ["a", "b", "c"].map((name) =>
    createFrameLoop((dirty) => drawn.push(`${name} ${[...dirty].join("+")}`)),
  );
  const [a, b, c] = [loops[0]!, loops[1]!, loops[2]!];
  a.markDirty("data");
  a.markDirty("crosshair");
  b.markDirty("data");
  c.markDirty("crosshair");
  await nextFrame();
  expect(drawn).toEqual(["a data+crosshair", "c crosshair"]);
  // One that asks again comes after those that wait.
  a.markDirty("data");
  c.markDirty("data");
  c.stop();
  await nextFrame();
  expect(drawn.slice(2)).toEqual(["b data"]);
  await nextFrame();
  expect(drawn.slice(3)).toEqual(["a data"]);
  await nextFrame();
  expect(drawn).toHaveLength(4);
});
