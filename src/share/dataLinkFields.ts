import * as v from "valibot";
import type { DataSource } from "../model/experiment.ts";
import {
  chebyshevFields,
  DATA_KINDS,
  dataSchema,
  imageFields,
} from "../model/schema/dataSchema.ts";
import { choiceField } from "../model/schema/fields.ts";
import { inputRowsField, targetRowsField } from "../model/schema/inlineRows.ts";
import { linkField, property, type LinkField } from "./linkField.ts";
import type { LinkState } from "./linkState.ts";
import { nameText, numberText, rowsText } from "./valueText.ts";

/** Data of a kind with its defaults; inline data have none and start without rows. */
export function blankData(kind: DataSource["kind"]): DataSource {
  return kind === "inline" ? { kind, inputs: [], targets: [] } : v.parse(dataSchema, { kind });
}

const chebyshevOf = ({ experiment: { data } }: LinkState) =>
  data.kind === "chebyshev" ? data : null;
const inlineOf = ({ experiment: { data } }: LinkState) => (data.kind === "inline" ? data : null);
const imagesOf = ({ experiment: { data } }: LinkState) =>
  data.kind === "mnist" || data.kind === "fashion-mnist" ? data : null;
const sampledOf = ({ experiment: { data } }: LinkState) => (data.kind === "inline" ? null : data);

const IMAGES = "data=mnist or data=fashion-mnist";
const INLINE = "data=inline";

type KeyOfUnion<Union> = Union extends unknown ? keyof Union : never;

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
      schema: imageFields.offset,
      needs: IMAGES,
      ...property(imagesOf, "offset"),
    }),
  ],
  side: [
    linkField({
      key: "side",
      path: "data.side",
      text: numberText,
      schema: imageFields.side,
      needs: IMAGES,
      ...property(imagesOf, "side"),
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
      schema: imageFields.targets,
      needs: IMAGES,
      ...property(imagesOf, "targets"),
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
