import { useState } from "react";
import { Choice } from "../controls/Choice.tsx";
import { EditableText } from "../controls/EditableText.tsx";
import { readWholes } from "../controls/readNumber.ts";
import { currentTheme, type Theme } from "../page/theme.ts";
import { usePage } from "../page/PageContext.tsx";
import { Row } from "./Row.tsx";
import { savePng, saveSvg, type FigureChoice } from "./runFiles.ts";
import { SaveButton } from "./SaveButton.tsx";

const SIZES = [
  { value: "960x720", text: "4:3" },
  { value: "960x540", text: "16:9" },
  { value: "480x600", text: "column" },
] as const;
const BACKGROUNDS = [
  { value: "paper", text: "paper" },
  { value: "transparent", text: "transparent" },
] as const;
const THEMES: readonly { value: Theme; text: string }[] = [
  { value: "light", text: "light" },
  { value: "dark", text: "dark" },
];
const SCALES = [
  { value: "1", text: "1×" },
  { value: "2", text: "2×" },
  { value: "3", text: "3×" },
] as const;

/** Smaller, words would cover curves; larger, browsers refuse the picture. */
const LEAST = 320;
const MOST = 4000;

/** Two whole numbers, as in 960 × 720; a sentence when they cannot be used. */
function readSize(text: string): { width: number; height: number } | string {
  const [width, height, ...rest] = readWholes(text.replaceAll(/[x×*]/gi, " ")) ?? [];
  const isSize = width !== undefined && height !== undefined && rest.length === 0;
  if (!isSize || Math.min(width, height) < LEAST || Math.max(width, height) > MOST) {
    return `Use two whole numbers from ${LEAST} to ${MOST}, such as 960 × 720.`;
  }
  return { width, height };
}

/** The figure as a drawing or a picture, with its size, background and colours. */
export function FigureRows() {
  const page = usePage();
  const [choice, setChoice] = useState<FigureChoice>(() => ({
    width: 960,
    height: 720,
    theme: currentTheme(),
    background: "paper",
    scale: 2,
  }));
  const change = (part: Partial<FigureChoice>) => {
    setChoice((before) => ({ ...before, ...part }));
  };
  const { width, height, scale } = choice;
  const named = SIZES.find(({ value }) => value === `${width}x${height}`)?.value ?? "";
  const pixels = `${width * scale} × ${height * scale} pixels`;
  return (
    <>
      <Row name="Figure">
        <SaveButton save={() => saveSvg(page, choice)}>SVG</SaveButton>
        <SaveButton label={`PNG, ${pixels}`} save={() => savePng(page, choice)}>
          PNG
        </SaveButton>
        <Choice
          label="Pixels of the PNG"
          options={SCALES}
          value={`${scale}`}
          onChange={(value) => {
            change({ scale: Number(value) });
          }}
        />
      </Row>
      <Row name="Size">
        <EditableText
          label="Width and height of the figure"
          value={`${width} × ${height}`}
          apply={(text) => {
            const size = readSize(text);
            if (typeof size === "string") return size;
            change(size);
            return null;
          }}
        />
        <Choice<string>
          label="Proportions of the figure"
          options={SIZES}
          value={named}
          onChange={(value) => {
            const size = readSize(value);
            if (typeof size !== "string") change(size);
          }}
        />
      </Row>
      <Row name="Background">
        <Choice
          label="Background of the figure"
          options={BACKGROUNDS}
          value={choice.background}
          onChange={(background) => {
            change({ background });
          }}
        />
        <Choice
          label="Colours of the figure"
          options={THEMES}
          value={choice.theme}
          onChange={(theme) => {
            change({ theme });
          }}
        />
      </Row>
    </>
  );
}
