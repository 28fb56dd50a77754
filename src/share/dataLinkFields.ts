import * as v from "valibot";
import type { CifarData, DataSource, FileData, ImageData } from "../model/experiment.ts";
import {
  chebyshevFields,
  cifarFields,
  columnField,
  DATA_KINDS,
  dataSchema,
  fileFields,
  imageFields,
} from "../model/schema/dataSchema.ts";
import { choiceField } from "../model/schema/fields.ts";
import { inputRowsField, targetRowsField } from "../model/schema/inlineRows.ts";
import { linkField, property, type LinkField } from "./linkField.ts";
import type { LinkState } from "./linkState.ts";
import {
  choiceOfAllText,
  filesText,
  listText,
  nameText,
  numberText,
  rowsText,
} from "./valueText.ts";

/** Data of a kind with its defaults; those that are written out, or in a file, have none and start without. */
export function blankData(kind: DataSource["kind"]): DataSource {
  if (kind === "inline") return { kind, inputs: [], targets: [] };
  return kind === "file" ? { ...BLANK_FILE } : v.parse(dataSchema, { kind });
}

const BLANK_FILE: FileData = {
  kind: "file",
  format: "csv",
  files: [],
  samples: 200,
  offset: 0,
  subset: "first",
  column: 0,
  targets: "values",
  classes: [],
  standardise: "inputs",
  shape: [],
};

const chebyshevOf = ({ experiment: { data } }: LinkState) =>
  data.kind === "chebyshev" ? data : null;
const inlineOf = ({ experiment: { data } }: LinkState) => (data.kind === "inline" ? data : null);
const imagesOf = ({ experiment: { data } }: LinkState) =>
  data.kind === "mnist" || data.kind === "fashion-mnist" ? data : null;
const cifarOf = ({ experiment: { data } }: LinkState) => (data.kind === "cifar10" ? data : null);
const fileOf = ({ experiment: { data } }: LinkState) => (data.kind === "file" ? data : null);
const picturesOf = (state: LinkState) => imagesOf(state) ?? cifarOf(state);
/** Data of which some rows and some targets are chosen. */
const chosenOf = (state: LinkState) => picturesOf(state) ?? fileOf(state);
const classedOf = (state: LinkState) => cifarOf(state) ?? fileOf(state);
const sampledOf = ({ experiment: { data } }: LinkState) => (data.kind === "inline" ? null : data);

const IMAGES = "data=mnist or data=fashion-mnist";
const PICTURES = "data=mnist, data=fashion-mnist or data=cifar10";
const CLASSED = "data=cifar10 or data=file";
const CHOSEN = "data=mnist, data=fashion-mnist, data=cifar10 or data=file";
const FILE = "data=file";
const INLINE = "data=inline";

type KeyOfUnion<Union> = Union extends unknown ? keyof Union : never;

/** The checks of what this state has. */
function fieldsOf(state: LinkState) {
  if (fileOf(state) !== null) return fileFields;
  return cifarOf(state) === null ? imageFields : cifarFields;
}
const sideOf = (state: LinkState) =>
  cifarOf(state) === null ? imageFields.side : cifarFields.side;

type Chosen = ImageData | CifarData | FileData;

/** A property whose values depend on the kind of data: the schema has checked it for that. */
function chosenProperty<Part extends Chosen, Key extends keyof Part>(
  partOf: (state: LinkState) => Part | null,
  key: Key,
) {
  return {
    get: (state: LinkState): Part[Key] | null => partOf(state)?.[key] ?? null,
    set: (state: LinkState, value: Part[Key]) => {
      const data = partOf(state);
      if (data !== null) Object.assign(data, { [key]: value });
    },
  };
}

type ClassChoice = "all" | readonly number[];

const cifarClasses = v.pipe(
  v.unknown(),
  v.transform((choice) => (choice === "all" ? null : choice)),
  cifarFields.classes,
  v.transform((classes): ClassChoice => classes ?? "all"),
);

/** The link keys of every key of the data; `data` comes first, the others depend on it. */
export const dataLinkFields: Record<KeyOfUnion<DataSource>, readonly LinkField[]> = {
  kind: [
    linkField({
      key: "data",
      path: "data.kind",
      text: nameText,
      schema: choiceField(DATA_KINDS),
      get: ({ experiment }) => experiment.data.kind,
      set: ({ experiment }, kind) => {
        if (experiment.data.kind !== kind) {
          experiment.data = blankData(kind);
        }
      },
    }),
  ],
  format: [
    linkField({
      key: "fmt",
      path: "data.format",
      text: nameText,
      schema: fileFields.format,
      needs: FILE,
      get: (state) => fileOf(state)?.format ?? null,
      set: (state, format) => {
        const data = fileOf(state);
        if (data === null || data.format === format) return;
        data.format = format;
        data.column = format === "csv" ? 0 : null;
      },
    }),
  ],
  files: [
    linkField({
      key: "file",
      path: "data.files",
      text: filesText,
      schema: fileFields.files,
      needs: FILE,
      ...property(fileOf, "files"),
    }),
  ],
  subset: [
    linkField({
      key: "take",
      path: "data.subset",
      text: nameText,
      schema: fileFields.subset,
      needs: FILE,
      ...property(fileOf, "subset"),
    }),
  ],
  column: [
    linkField({
      key: "col",
      path: "data.column",
      text: numberText,
      schema: columnField,
      needs: "data=file and fmt=csv",
      ...property(fileOf, "column"),
      get: (state) => fileOf(state)?.column ?? null,
    }),
  ],
  standardise: [
    linkField({
      key: "std",
      path: "data.standardise",
      text: nameText,
      schema: fileFields.standardise,
      needs: FILE,
      ...property(fileOf, "standardise"),
    }),
  ],
  shape: [
    linkField({
      key: "row",
      path: "data.shape",
      text: listText(numberText),
      schema: fileFields.shape,
      needs: FILE,
      ...property(fileOf, "shape"),
    }),
  ],
  degree: [
    linkField({
      key: "degree",
      path: "data.degree",
      text: numberText,
      schema: chebyshevFields.degree,
      needs: "data=chebyshev",
      ...property(chebyshevOf, "degree"),
    }),
  ],
  samples: [
    linkField({
      key: "n",
      path: "data.samples",
      text: numberText,
      schema: chebyshevFields.samples,
      needs: "data other than inline",
      ...property(sampledOf, "samples"),
    }),
  ],
  offset: [
    linkField({
      key: "offset",
      path: "data.offset",
      text: numberText,
      schema: (state) => fieldsOf(state).offset,
      needs: CHOSEN,
      ...property(chosenOf, "offset"),
    }),
  ],
  classes: [
    linkField({
      key: "classes",
      path: "data.classes",
      text: choiceOfAllText,
      schema: (state): v.GenericSchema<unknown, ClassChoice> =>
        fileOf(state) === null ? cifarClasses : fileFields.classes,
      needs: CLASSED,
      get: (state) => {
        const data = classedOf(state);
        return data === null ? null : (data.classes ?? "all");
      },
      set: (state, classes) => {
        const data = classedOf(state);
        if (data !== null)
          Object.assign(data, { classes: classes === "all" ? null : [...classes] });
      },
    }),
  ],
  side: [
    linkField({
      key: "side",
      path: "data.side",
      text: numberText,
      schema: sideOf,
      needs: PICTURES,
      ...chosenProperty(picturesOf, "side"),
    }),
  ],
  scale: [
    linkField({
      key: "scale",
      path: "data.scale",
      text: numberText,
      schema: imageFields.scale,
      needs: IMAGES,
      ...property(imagesOf, "scale"),
    }),
  ],
  inputs: [
    linkField({
      key: "x",
      path: "data.inputs",
      text: rowsText,
      schema: inputRowsField,
      needs: INLINE,
      ...property(inlineOf, "inputs"),
    }),
  ],
  targets: [
    linkField({
      key: "targets",
      path: "data.targets",
      text: nameText,
      schema: (state) => fieldsOf(state).targets,
      needs: CHOSEN,
      ...chosenProperty(chosenOf, "targets"),
    }),
    linkField({
      key: "y",
      path: "data.targets",
      text: rowsText,
      schema: targetRowsField,
      needs: INLINE,
      ...property(inlineOf, "targets"),
    }),
  ],
};
