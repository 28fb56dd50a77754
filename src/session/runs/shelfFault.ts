/** Why runs could not be stored or read, as sentences for the viewer. */

export type FaultKind =
  "damaged" | "full" | "unavailable" | "newer" | "blocked" | "missing" | "unreadable";

const SENTENCES: Record<FaultKind, string> = {
  damaged:
    "The storage of kept runs in this browser is damaged. The run on screen is not lost and can be saved as a file; try again, and if that does not help, clear the data of this site in the browser.",
  full: "This browser’s storage is full; the run on screen is not lost. Delete a run or save it as a file.",
  unavailable:
    "This browser does not let the page store runs, so none are kept. A run can still be saved as a file.",
  newer:
    "The kept runs were stored by a newer version of this page. Reload the page to see them; the run on screen is not kept.",
  blocked:
    "Another tab with an older version of this page holds the kept runs. Close or reload that tab, then try again.",
  missing: "That run is no longer kept; it may have been deleted in another tab.",
  unreadable: "That run was stored in a way that this version cannot read.",
};

export class ShelfFault extends Error {
  readonly kind: FaultKind;

  constructor(kind: FaultKind) {
    super(SENTENCES[kind]);
    this.name = "ShelfFault";
    this.kind = kind;
  }
}

const KIND_OF: Readonly<Record<string, FaultKind | undefined>> = {
  QuotaExceededError: "full",
  NotFoundError: "damaged",
  DataError: "damaged",
  ConstraintError: "damaged",
  VersionError: "newer",
  SecurityError: "unavailable",
  InvalidStateError: "unavailable",
  NotAllowedError: "unavailable",
};

/** What a failed request of the browser's database means; unknown errors keep their own words. */
export function faultOf(error: unknown): Error {
  if (error instanceof ShelfFault) return error;
  const name = error instanceof Error ? error.name : "";
  const kind = KIND_OF[name];
  if (kind !== undefined) return new ShelfFault(kind);
  const detail = error instanceof Error ? error.message.trim().replace(/\.+$/, "") : "";
  const cause = detail === "" ? "" : ` (${detail})`;
  return new Error(
    `The browser could not use its storage${cause}. The run on screen is not lost; it can be saved as a file.`,
  );
}
