/**
 * A link as a file, for where links break: the experiment in full, and every other setting under the
 * key and in the words that links have for it.
 */
import { parseExperiment } from "../model/parseExperiment.ts";
import { describeValue } from "../model/schema/fault.ts";
import { unknownNotice, versionNotice, type DecodedLink } from "./decodeLink.ts";
import { SETTING_FIELDS } from "./linkFields.ts";
import { LINK_VERSION, startingState, type LinkState, type PresetLookup } from "./linkState.ts";

const FORMAT = "brink-link";

/** What is on disk. */
interface LinkFile {
  format: typeof FORMAT;
  version: number;
  preset: string | null;
  experiment: unknown;
  /** Keys of links with their values. */
  settings: Record<string, string>;
}

/** The state as the text of a file. */
export function linkFileText(state: LinkState): string {
  const said = SETTING_FIELDS.flatMap((field): [string, string][] => {
    const text = field.write(state);
    return text === null ? [] : [[field.key, text]];
  });
  const file: LinkFile = {
    format: FORMAT,
    version: LINK_VERSION,
    preset: state.presetId,
    experiment: state.experiment,
    settings: Object.fromEntries([...said, ...state.unknown]),
  };
  return `${JSON.stringify(file, null, 2)}\n`;
}

/** Whether a parsed file says that it is one of these. */
export function isLinkFile(value: unknown): value is { format: typeof FORMAT } & object {
  return (
    typeof value === "object" && value !== null && "format" in value && value.format === FORMAT
  );
}

function textOf(value: unknown): string | null {
  return typeof value === "string" ? value : null;
}

/**
 * What such a file says. The experiment must be right, being what the file is about; of the rest, what
 * cannot be used gives way with a notice, as in a link. Any value may be given.
 */
export function readLinkFile(
  value: object,
  findPreset: PresetLookup,
): { ok: true; link: DecodedLink } | { ok: false; error: string } {
  const file: Partial<Record<keyof LinkFile, unknown>> = value;
  const parsed = parseExperiment(file.experiment);
  if (!parsed.ok) return { ok: false, error: `experiment.${parsed.error}` };
  const named = textOf(file.preset);
  const state = startingState(named, findPreset);
  state.experiment = parsed.experiment;
  const notices = versionNotice(file.version === undefined ? undefined : textOfAny(file.version));
  if (named !== state.presetId) {
    notices.push(
      `The link names the preset ${describeValue(named)}, which this version does not have; the experiment is as its file has it.`,
    );
  }
  const { settings } = file;
  const isTable = typeof settings === "object" && settings !== null && !Array.isArray(settings);
  const said = new Map<string, unknown>(isTable ? Object.entries(settings) : []);
  for (const field of SETTING_FIELDS) {
    const text = textOf(said.get(field.key));
    const notice = text === null ? null : field.read(text, state);
    if (notice !== null) notices.push(notice);
    said.delete(field.key);
  }
  for (const [key, entry] of said) {
    const text = textOf(entry);
    if (text !== null) state.unknown.push([key, text]);
  }
  notices.push(...unknownNotice([...said.keys()]));
  return { ok: true, link: { state, notices } };
}

function textOfAny(value: unknown): string {
  return typeof value === "number" ? String(value) : describeValue(value);
}
