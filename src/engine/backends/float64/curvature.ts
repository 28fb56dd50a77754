import type { Network } from "./network.ts";
import type { HiddenLayer, PointMemory } from "./pointMemory.ts";

/** Fill φ'' and the bend of every hidden layer, once per point: the first product needs them. */
export function requireSecond({ activation }: Network, at: PointMemory): void {
  if (at.hasSecond) return;
  at.hasSecond = true;
  if (activation.second === null) return;
  for (const layer of at.hidden) {
    activation.second(layer, layer.second);
    fillBend(layer);
  }
}

/** Fill the half twist of every hidden layer, once per point: the third derivative needs it. */
export function requireThird({ activation }: Network, at: PointMemory): void {
  if (at.hasThird) return;
  at.hasThird = true;
  if (activation.third === null) return;
  for (const layer of at.hidden) {
    activation.third(layer, layer.halfTwist);
    turnToHalfTwist(layer);
  }
}

function fillBend({ valueAdjoint, second, bend }: HiddenLayer): void {
  for (let i = 0; i < bend.length; i++) bend[i] = valueAdjoint[i]! * second[i]!;
}

/** `halfTwist` holds φ''' before. */
function turnToHalfTwist({ valueAdjoint, halfTwist }: HiddenLayer): void {
  for (let i = 0; i < halfTwist.length; i++) halfTwist[i]! *= 0.5 * valueAdjoint[i]!;
}
