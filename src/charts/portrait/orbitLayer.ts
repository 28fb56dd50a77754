/** Closed orbits behind the path: faint for a ladder of energies, clear for the run's own. */
import { closedOrbit, type PhasePoint } from "../../math/closedOrbit.ts";
import { createCanvas } from "../canvas.ts";
import type { Balance } from "./moment.ts";
import { energyAt, ladderReach, ladderSpacing, OrbitShelf } from "./orbits.ts";
import type { PortraitScene } from "./portraitScene.ts";
import { clipToPlot } from "./tracePoints.ts";

const FAINT = 0.2;

/**
 * Before anything is measured the picture still has its orbits: in units of δ and √α they are the
 * same for every run.
 */
function balanceOfPicture({ x, divide, domain }: PortraitScene): Balance {
  return { delta: x.toValue(divide), alpha: (0.45 * domain.excess[1]) ** 2 };
}

export function createOrbitLayer(root: HTMLElement): { update(scene: PortraitScene): void } {
  const canvas = createCanvas(root);
  canvas.element.classList.add("portrait-orbits");
  const shelf = new OrbitShelf();
  let spacing: number | null = null;

  const trace = (
    context: CanvasRenderingContext2D,
    { x, y }: PortraitScene,
    { alpha, delta }: Balance,
    orbit: readonly PhasePoint[],
  ) => {
    const rootAlpha = Math.sqrt(alpha);
    for (const [i, { amplitude, excess }] of orbit.entries()) {
      const px = x.toPixel(delta * amplitude);
      const py = y.toPixel(rootAlpha * excess);
      if (i === 0) context.moveTo(px, py);
      else context.lineTo(px, py);
    }
    context.closePath();
  };

  return {
    update(scene) {
      const context = canvas.clear(scene.box.width, scene.box.height);
      const { balance: measured, shown } = scene.moment;
      const balance = scene.moment.stretch === null ? balanceOfPicture(scene) : measured;
      if (!context || balance === null) return;
      const width = scene.tokens.curves.edge.width;
      clipToPlot(context, scene);
      context.strokeStyle = scene.tokens.ink3;
      const reach = ladderReach(scene.domain, balance);
      spacing = ladderSpacing(reach, spacing);
      context.lineWidth = 0.8 * width;
      context.globalAlpha = FAINT;
      context.beginPath();
      for (const orbit of shelf.ladder(reach, spacing)) trace(context, scene, balance, orbit);
      context.stroke();
      context.globalAlpha = 1;
      const energy = measured === null ? null : energyAt(scene.path.run, shown, measured);
      if (energy !== null) {
        context.lineWidth = width;
        context.beginPath();
        trace(context, scene, balance, closedOrbit(energy, 200));
        context.stroke();
      }
      context.restore();
    },
  };
}
