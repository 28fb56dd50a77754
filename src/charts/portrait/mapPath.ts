/** The orbit of the reduced map behind the run's path, step for step with it. On a canvas. */
import { orbitEnergy, orbitReach } from "../../math/closedOrbit.ts";
import { createCanvas } from "../canvas.ts";
import { balanceAt } from "./moment.ts";
import { FARTHEST, roundReach, type PhaseDomain } from "./phaseDomain.ts";
import type { PortraitScene } from "./portraitScene.ts";
import type { History } from "../../session/history.ts";
import { clipToPlot, tracePoints } from "./tracePoints.ts";

/** So many steps are drawn: its loops widen, and the first ones are the tale. */
const MOST_STEPS = 3000;

/**
 * Room for the first loop of the map, by the limiting flow. From x₀ = 0 there is none: it goes up and
 * out.
 * @param edge the edge step at which the map starts
 */
export function withRoomForMap(
  domain: PhaseDomain,
  history: History,
  edge: number,
  start: number | null,
): PhaseDomain {
  const balance = balanceAt(history, edge);
  if (start === null || start === 0 || balance === null) return domain;
  const energy = Math.max(0, orbitEnergy({ amplitude: start, excess: 0 }));
  const reach = orbitReach(energy);
  const amplitude = balance.delta * Math.min(FARTHEST, reach.amplitude);
  const excess = Math.sqrt(balance.alpha) * Math.min(FARTHEST, reach.excess);
  return {
    amplitude: [0, Math.max(domain.amplitude[1], roundReach(amplitude))],
    excess: excess > domain.excess[1] ? [-roundReach(excess), roundReach(excess)] : domain.excess,
  };
}

export function createMapPath(root: HTMLElement): { update(scene: PortraitScene): void } {
  const canvas = createCanvas(root);
  canvas.element.classList.add("portrait-map");
  return {
    update(scene) {
      const context = canvas.clear(scene.box.width, scene.box.height);
      const { map, moment, tokens } = scene;
      if (!context || map === null || moment.stretch === null) return;
      const { from } = moment.stretch;
      const { color, width, dash } = tokens.curves.map;
      clipToPlot(context, scene);
      context.strokeStyle = color;
      context.lineWidth = width;
      context.lineJoin = "round";
      context.setLineDash(dash);
      context.beginPath();
      tracePoints(context, scene, map, { from, to: Math.min(moment.end, from + MOST_STEPS) });
      context.stroke();
      context.restore();
    },
  };
}
