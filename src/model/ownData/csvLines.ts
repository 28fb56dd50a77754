/** Lines and fields of CSV (RFC 4180), with `#` comments. */

export interface CsvLine {
  /** From 1, as editors count. */
  number: number;
  text: string;
}

/** Comments without their mark, and all other lines that are not empty. */
export function csvLines(text: string): { comments: CsvLine[]; lines: CsvLine[] } {
  const comments: CsvLine[] = [];
  const lines: CsvLine[] = [];
  text
    .replace(/^\uFEFF/, "")
    .split(/\r\n|\n|\r/)
    .forEach((line, index) => {
      const number = index + 1;
      if (line.startsWith("#")) comments.push({ number, text: line.slice(1).trim() });
      else if (line.trim() !== "") lines.push({ number, text: line });
    });
  return { comments, lines };
}

/** What separates the fields: a comma, or what the header has instead of one. */
export function separatorOf(header: string): string {
  return [",", ";", "\t"].find((separator) => header.includes(separator)) ?? ",";
}

/** One field from `start` on, and where it ends; null when its quote does not close. */
function quotedField(line: string, start: number): { text: string; end: number } | null {
  let text = "";
  let at = start + 1;
  for (;;) {
    const quote = line.indexOf('"', at);
    if (quote < 0) return null;
    text += line.slice(at, quote);
    if (line[quote + 1] !== '"') return { text, end: quote + 1 };
    text += '"';
    at = quote + 2;
  }
}

/** The fields of a line, without quotes and outer spaces; null when a quote does not close. */
export function fieldsOf(line: string, separator: string): string[] | null {
  if (!line.includes('"')) return line.split(separator).map((field) => field.trim());
  const fields: string[] = [];
  let at = 0;
  for (;;) {
    while (line[at] === " ") at++;
    const quoted = line[at] === '"' ? quotedField(line, at) : undefined;
    if (quoted === null) return null;
    const end = line.indexOf(separator, quoted?.end ?? at);
    const stop = end < 0 ? line.length : end;
    const rest = line.slice(quoted?.end ?? at, stop).trim();
    if (quoted !== undefined && rest !== "") return null;
    fields.push(quoted?.text.trim() ?? rest);
    if (end < 0) return fields;
    at = end + 1;
  }
}
