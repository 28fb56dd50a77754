/** `npm run teaching`: writes docs/teaching.md from the presets and lessons. */
import { writeFile } from "node:fs/promises";
import { format } from "prettier";
import { teachingDocument } from "./site/teachingDocument.ts";

const TARGET = new URL("../../docs/teaching.md", import.meta.url);

await writeFile(TARGET, await format(teachingDocument(), { parser: "markdown", printWidth: 100 }));
