/** Inputs that a reader once failed on; each stays a test. */

export interface Found {
  what: string;
  reader: "link" | "linkFile" | "experiment" | "run";
  text: string;
}

export const CORPUS: readonly Found[] = [
  {
    what: "the schema's own message quoted a speed in full, with characters that turn the line",
    reader: "link",
    text: "#speed=\u202Etxt.exe",
  },
];
