/** What the figure can be drawn without, loaded after its first frame. */
import { createCrosshair, type Crosshair } from "./crosshair.ts";
import { createControls, type ControlsOptions } from "./navigation/controls.ts";
import { ReducedMapColumns } from "./reducedMap/reducedMapColumns.ts";
import type { Strip } from "./overview/strip.ts";
import type { Group } from "./svg.ts";
import type { MeasureText } from "./textWidth.ts";
import { createVeil, type Veil } from "./veil.ts";

export interface LaterParts {
  controls: Strip;
  crosshair: Crosshair;
  veil: Veil;
  newReducedMap: () => ReducedMapColumns;
}

/** @param over what the crosshair is drawn in */
export function createLaterParts(
  options: ControlsOptions,
  over: Group,
  measure: MeasureText,
): LaterParts {
  return {
    controls: createControls(options),
    crosshair: createCrosshair(over, measure),
    veil: createVeil(options.root),
    newReducedMap: () => new ReducedMapColumns(),
  };
}
