/** Runs recorded ahead for presets: `recorded/<preset id>.rec`, written by `npm run record`. */

const URLS = import.meta.glob<string>("./recorded/*.rec", {
  query: "?url",
  import: "default",
  eager: true,
});

/** Where the recording of a preset is fetched from; null where none was made. */
export function recordedUrl(presetId: string): string | null {
  return URLS[`./recorded/${presetId}.rec`] ?? null;
}
