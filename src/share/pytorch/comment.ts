/** One line of a comment: nothing in it may begin another line of the script. */
export function comment(text: string): string {
  return `# ${text.replaceAll(/\s+/g, " ")}`;
}
