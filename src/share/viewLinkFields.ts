import * as v from "valibot";
import {
  CURVES,
  MAX_REDUCED_START,
  type Curve,
  type PanelName,
  type View,
} from "../charts/view.ts";
import { choiceField } from "../model/schema/fields.ts";
import { flagField, linkField, property, type LinkField } from "./linkField.ts";
import type { LinkState } from "./linkState.ts";
import { flagText, listText, nameText, numberText, type ValueText } from "./valueText.ts";

const PANELS = ["loss", "sharpness", "distance"] as const satisfies readonly PanelName[];

/** What is shown unless it is hidden; the prediction of one mode is where it is named. */
const UNLESS_HIDDEN: readonly Curve[] = CURVES.filter((curve) => curve !== "oneMode");

/** In earlier links the prediction with several modes was a curve of its own. */
const EARLIER = "modes";

/** The curves shown; or each that is not, behind a minus, and those that are no matter of course. */
const curvesText: ValueText<readonly Curve[]> = {
  write(shown) {
    const hidden = UNLESS_HIDDEN.filter((curve) => !shown.includes(curve));
    const others = shown.filter((curve) => !UNLESS_HIDDEN.includes(curve));
    const texts = [shown.join(","), [...hidden.map((curve) => `-${curve}`), ...others].join(",")];
    return hidden.length > 0 && texts[1]!.length < texts[0]!.length ? texts[1]! : texts[0]!;
  },
  read(text) {
    const items = text === "" ? [] : text.split(",");
    const isHidden = (item: string) => item.startsWith("-");
    const hidden = items.filter(isHidden).map((item) => item.slice(1));
    const named = items
      .filter((item) => !isHidden(item))
      .map((item) => (item === EARLIER ? "pred" : item));
    if (hidden.length === 0) return named;
    const isKnown = hidden.every(
      (item) => item === EARLIER || CURVES.some((curve) => curve === item),
    );
    return isKnown
      ? [...UNLESS_HIDDEN.filter((curve) => !hidden.includes(curve)), ...named]
      : items;
  },
};

/** The reduced map's x₀/δ, or that it is not shown. */
const OFF = "off";
const startText: ValueText<number | typeof OFF> = {
  write: (start) => (start === OFF ? OFF : numberText.write(start)),
  read: numberText.read,
};
const STARTS = `must be a number from 0 to ${MAX_REDUCED_START}, or ${OFF}`;
const startField = v.union(
  // A union's own message is only for values of another type.
  [
    v.literal(OFF),
    v.pipe(v.number(), v.minValue(0, STARTS), v.maxValue(MAX_REDUCED_START, STARTS)),
  ],
  STARTS,
);

const viewOf = ({ view }: LinkState) => view;

/** How links say what the figure shows; a key that is added to the view and not here does not compile. */
export const viewLinkFields: Record<keyof View, readonly LinkField[]> = {
  visible: [
    linkField({
      key: "curves",
      path: "visible",
      text: curvesText,
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
