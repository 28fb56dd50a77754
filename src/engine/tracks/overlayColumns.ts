/** The columns of predictions and flow. */
import type { Row } from "../../protocol/columns.ts";
import type { Coordinates, Readout } from "./prediction.ts";

export function fillFlow(row: Row, flow: { loss: number; sharpness: number; distance: number }) {
  row.flowLoss = flow.loss;
  row.flowSharpness = flow.sharpness;
  row.flowDistance = flow.distance;
}

export function fillPrediction(row: Row, at: Coordinates, readout: Readout): void {
  row.predictedX = at.x;
  row.predictedY = at.y;
  row.predictedDistance = at.distance;
  row.predictedLoss = readout.loss;
  row.predictedSharpness = readout.sharpness;
}

export function fillCubic(row: Row, at: Coordinates, readout: Readout): void {
  row.cubicX = at.x;
  row.cubicY = at.y;
  row.cubicLoss = readout.loss;
  row.cubicSharpness = readout.sharpness;
}
