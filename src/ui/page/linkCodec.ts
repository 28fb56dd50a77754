/** The link codec comes when it is first needed: the bare page does without it. Each part may fail to come. */
import { loadPart } from "../../offline/loadPart.ts";
import type { decodeLink } from "../../share/decodeLink.ts";
import type { encodeShown } from "../../share/encodeLink.ts";

export interface LinkCodec {
  encoder: () => Promise<typeof encodeShown>;
  decoder: () => Promise<typeof decodeLink>;
}

export const linkCodec: LinkCodec = {
  encoder: () => loadPart(async () => (await import("../../share/encodeLink.ts")).encodeShown),
  decoder: () => loadPart(async () => (await import("../../share/decodeLink.ts")).decodeLink),
};

/** Said while the address does not follow. */
export const ADDRESS_STOPPED =
  "The address has stopped following the run: a part of the page did not load. The run is untouched, and the address follows again once the page is online; a reload before that brings back an earlier state.";

/** Said where a link could not be read. */
export const LINK_UNREAD =
  "The link in the address could not be opened: a part of the page did not load. To open it, reload the page once it is online.";
