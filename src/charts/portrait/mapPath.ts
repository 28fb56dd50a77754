/** The orbit of the reduced map behind the run's path, step for step with it. On a canvas. */
import { firstLoop, type LoopReach } from "../../math/reducedMap.ts";
import { createCanvas } from "../canvas.ts";
import { FARTHEST, roundReach, type PhaseDomain } from "./phaseDomain.ts";
import type { PortraitScene } from "./portraitScene.ts";
import type { History } from "../../session/history.ts";
import { clipToPlot, tracePoints } from "./tracePoints.ts";

/** So many steps are drawn: its loops widen, and the first ones are the tale. */
const MOST_STEPS = 3000;

/**
 * Makes room for the first loop of the map in a portrait's axes. From x₀ = 0 there is none: it goes up
 * and out.
 */
export function createMapRoom() {
  let known: { history: History; edge: number; start: number; reach: LoopReach } | null = null;

  const reachOf = (history: History, edge: number, start: number): LoopReach => {
    if (known?.history === history && known.edge === edge && known.start === start) {
      return known.reach;
    }
    const at = (name: "alpha" | "beta" | "delta" | "learningRate") => history.at(name, edge);
    const constants = { alpha: at("alpha"), beta: at("beta"), learningRate: at("learningRate") };
    const reach = firstLoop({ x: start * at("delta"), y: 0 }, constants);
    known = { history, edge, start, reach };
    return reach;
  };

  /** @param edge the edge step at which the map starts */
  return (domain: PhaseDomain, history: History, edge: number, start: number | null) => {
    const delta = history.at("delta", edge);
    if (start === null || start === 0 || !(delta > 0)) return domain;
    const { x, y } = reachOf(history, edge, start);
    const amplitude = Math.min(x, FARTHEST * delta);
    const excess = Math.min(y, FARTHEST * Math.sqrt(history.at("alpha", edge)));
    return {
      amplitude: [0, Math.max(domain.amplitude[1], roundReach(amplitude))],
      excess: excess > domain.excess[1] ? [-roundReach(excess), roundReach(excess)] : domain.excess,
    } satisfies PhaseDomain;
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
