import * as v from "valibot";
import { CURVES, MAX_REDUCED_START, type PanelName, type View } from "../charts/view.ts";
import { choiceField } from "../model/schema/fields.ts";
import { flagField, linkField, property, type LinkField } from "./linkField.ts";
import type { LinkState } from "./linkState.ts";
import { flagText, listText, nameText, numberText, type ValueText } from "./valueText.ts";

const PANELS = ["loss", "sharpness", "distance"] as const satisfies readonly PanelName[];

/** The reduced map's x₀/δ, or that it is not shown. */
const OFF = "off";
const startText: ValueText<number | typeof OFF> = {
  write: (start) => (start === OFF ? OFF : numberText.write(start)),
  read: numberText.read,
};
const startField = v.union(
  [v.literal(OFF), v.pipe(v.number(), v.finite(), v.minValue(0), v.maxValue(MAX_REDUCED_START))],
  `must be a number from 0 to ${MAX_REDUCED_START}, or ${OFF}`,
);

const viewOf = ({ view }: LinkState) => view;

/** How links say what the figure shows; a key that is added to the view and not here does not compile. */
export const viewLinkFields: Record<keyof View, readonly LinkField[]> = {
  visible: [
    linkField({
      key: "curves",
      path: "visible",
      text: listText(nameText),
      schema: v.array(choiceField(CURVES)),
      get: ({ view }) => CURVES.filter((curve) => view.visible[curve]),
      set: ({ view }, curves) => {
        for (const curve of CURVES) {
          view.visible[curve] = curves.includes(curve);
        }
      },
    }),
  ],
  xAxis: [
    linkField({
      key: "xaxis",
      path: "xAxis",
      text: nameText,
      schema: choiceField(["step", "time"]),
      ...property(viewOf, "xAxis"),
    }),
  ],
  xScale: [
    linkField({
      key: "xscale",
      path: "xScale",
      text: nameText,
      schema: choiceField(["linear", "log"]),
      ...property(viewOf, "xScale"),
    }),
  ],
  yScale: [
    linkField({
      key: "ylog",
      path: "yScale",
      text: listText(nameText),
      schema: v.array(choiceField(PANELS)),
      get: ({ view }) => PANELS.filter((panel) => view.yScale[panel] === "log"),
      set: ({ view }, logarithmic) => {
        for (const panel of PANELS) {
          view.yScale[panel] = logarithmic.includes(panel) ? "log" : "linear";
        }
      },
    }),
  ],
  showBeyondStop: [
    linkField({
      key: "beyond",
      path: "showBeyondStop",
      text: flagText,
      schema: flagField,
      ...property(viewOf, "showBeyondStop"),
    }),
  ],
  reducedMap: [
    linkField({
      key: "rmap",
      path: "reducedMap",
      text: startText,
      schema: startField,
      get: ({ view }) => view.reducedMap ?? OFF,
      set: ({ view }, start) => {
        view.reducedMap = start === OFF ? null : start;
      },
    }),
  ],
};
