import * as v from "valibot";
import type { CifarData, DataSource, ImageData } from "../model/experiment.ts";
import {
  chebyshevFields,
  cifarFields,
  DATA_KINDS,
  dataSchema,
  imageFields,
} from "../model/schema/dataSchema.ts";
import { choiceField } from "../model/schema/fields.ts";
import { inputRowsField, targetRowsField } from "../model/schema/inlineRows.ts";
import { linkField, property, type LinkField } from "./linkField.ts";
import type { LinkState } from "./linkState.ts";
import { choiceOfAllText, nameText, numberText, rowsText } from "./valueText.ts";

/** Data of a kind with its defaults; inline data have none and start without rows. */
export function blankData(kind: DataSource["kind"]): DataSource {
  return kind === "inline" ? { kind, inputs: [], targets: [] } : v.parse(dataSchema, { kind });
}

const chebyshevOf = ({ experiment: { data } }: LinkState) =>
  data.kind === "chebyshev" ? data : null;
const inlineOf = ({ experiment: { data } }: LinkState) => (data.kind === "inline" ? data : null);
const imagesOf = ({ experiment: { data } }: LinkState) =>
  data.kind === "mnist" || data.kind === "fashion-mnist" ? data : null;
const cifarOf = ({ experiment: { data } }: LinkState) => (data.kind === "cifar10" ? data : null);
const picturesOf = (state: LinkState) => imagesOf(state) ?? cifarOf(state);
const sampledOf = ({ experiment: { data } }: LinkState) => (data.kind === "inline" ? null : data);

const IMAGES = "data=mnist or data=fashion-mnist";
const PICTURES = "data=mnist, data=fashion-mnist or data=cifar10";
const CIFAR = "data=cifar10";
const INLINE = "data=inline";

type KeyOfUnion<Union> = Union extends unknown ? keyof Union : never;

/** The checks of the pictures that this state has. */
const fieldsOf = (state: LinkState) => (cifarOf(state) === null ? imageFields : cifarFields);

/** A property whose values depend on which pictures they are: the schema has checked it for them. */
function pictureProperty<Key extends "side" | "targets">(key: Key) {
  type Value = (ImageData | CifarData)[Key];
  return {
    get: (state: LinkState): Value | null => picturesOf(state)?.[key] ?? null,
    set: (state: LinkState, value: Value) => {
      const data = picturesOf(state);
      if (data !== null) Object.assign(data, { [key]: value });
    },
  };
}

const classChoice = v.pipe(
  v.unknown(),
  v.transform((choice) => (choice === "all" ? null : choice)),
  cifarFields.classes,
  v.transform((classes) => classes ?? ("all" as const)),
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
      needs: PICTURES,
      ...property(picturesOf, "offset"),
    }),
  ],
  classes: [
    linkField({
      key: "classes",
      path: "data.classes",
      text: choiceOfAllText,
      schema: classChoice,
      needs: CIFAR,
      get: (state) => {
        const data = cifarOf(state);
        return data === null ? null : (data.classes ?? "all");
      },
      set: (state, classes) => {
        const data = cifarOf(state);
        if (data !== null) data.classes = classes === "all" ? null : [...classes];
      },
    }),
  ],
  side: [
    linkField({
      key: "side",
      path: "data.side",
      text: numberText,
      schema: (state) => fieldsOf(state).side,
      needs: PICTURES,
      ...pictureProperty("side"),
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
      needs: PICTURES,
      ...pictureProperty("targets"),
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
