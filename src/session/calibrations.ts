/** Speeds of backends measured earlier in this browser, for as many networks as were last run. */
import { BACKEND_NAMES } from "../protocol/backend.ts";
import type { BackendRate, Calibration } from "../protocol/calibration.ts";

/** Networks remembered. */
const MOST = 20;
/** Changes when older measurements would mislead: the engine became faster, a rate means another thing. */
const VERSION = 1;

/** A place for one text that outlives the visit. */
export interface Shelf {
  /** Which machine and browser measures: another one's speeds are forgotten. */
  readonly owner: string;
  /** What was stored last, or null. */
  load(): string | null;
  store(text: string): void;
}

export interface Calibrations {
  list(): readonly Calibration[];
  /** The newest measurement of a network replaces the one before. */
  remember(calibration: Calibration): void;
}

/** @param shelf null: for this visit only. */
export function createCalibrations(shelf: Shelf | null): Calibrations {
  let known = shelf === null ? [] : read(shelf);
  return {
    list: () => known,
    remember: (calibration) => {
      const others = known.filter(({ network }) => network !== calibration.network);
      known = [calibration, ...others].slice(0, MOST);
      shelf?.store(JSON.stringify({ version: VERSION, owner: shelf.owner, known }));
    },
  };
}

/** What is not as `remember` stored it is left out: measuring again costs less than a wrong choice. */
function read(shelf: Shelf): Calibration[] {
  let stored: unknown;
  try {
    stored = JSON.parse(shelf.load() ?? "null");
  } catch {
    return [];
  }
  if (!isRecord(stored) || stored["version"] !== VERSION || stored["owner"] !== shelf.owner) {
    return [];
  }
  const { known } = stored;
  return Array.isArray(known) ? known.filter(isCalibration).slice(0, MOST) : [];
}

function isCalibration(value: unknown): value is Calibration {
  return (
    isRecord(value) &&
    typeof value["network"] === "string" &&
    Array.isArray(value["rates"]) &&
    value["rates"].length > 0 &&
    value["rates"].every(isRate)
  );
}

function isRate(value: unknown): value is BackendRate {
  if (!isRecord(value)) return false;
  const { name, stepsPerSecond: rate } = value;
  const isTimed = typeof rate === "number" && rate > 0 && Number.isFinite(rate);
  return BACKEND_NAMES.some((known) => known === name) && (rate === null || isTimed);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
