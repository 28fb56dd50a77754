import { useEffect, useRef, useState } from "react";
import { Choice } from "../controls/Choice.tsx";
import { loadNamed } from "../controls/missingParts.ts";
import { usePage } from "../page/PageContext.tsx";
import { currentTheme, type Theme } from "../page/theme.ts";
import { Row } from "./Row.tsx";
import { SaveButton } from "./SaveButton.tsx";

const THEMES: readonly { value: Theme; text: string }[] = [
  { value: "light", text: "light" },
  { value: "dark", text: "dark" },
];

/** Drawn and recorded by code that comes when it is first asked for. */
const load = () => loadNamed("What makes slides and films", () => import("./slides.ts"));

/** For talks: a slide of the figure with its sentence, and the figure being drawn. */
export function SlideRows() {
  const page = usePage();
  const [theme, setTheme] = useState<Theme>(currentTheme);
  return (
    <>
      <Row name="Slide">
        <SaveButton
          label="Slide as SVG"
          save={async () => {
            await (await load()).saveSlideSvg(page, theme);
          }}
        >
          SVG
        </SaveButton>
        <SaveButton
          label="Slide as PNG, 3840 × 2160 pixels"
          save={async () => {
            await (await load()).saveSlidePng(page, theme);
          }}
        >
          PNG
        </SaveButton>
        <Choice
          label="Colours of slide and film"
          options={THEMES}
          value={theme}
          onChange={setTheme}
        />
      </Row>
      <Row name="Film">
        <Film theme={theme} />
      </Row>
    </>
  );
}

function Film({ theme }: { theme: Theme }) {
  const page = usePage();
  const [share, setShare] = useState<number | null>(null);
  const recording = useRef<AbortController>(null);
  // Closing the dialog gives the film up.
  useEffect(
    () => () => {
      recording.current?.abort();
    },
    [],
  );
  const record = async () => {
    const controller = new AbortController();
    recording.current = controller;
    setShare(0);
    try {
      const { saveFilm } = await load();
      await saveFilm(page, theme, { onProgress: setShare, signal: controller.signal });
    } finally {
      setShare(null);
    }
  };
  return (
    <>
      <SaveButton label="Film of the charts being drawn, 8 seconds" save={record}>
        {share === null ? "Record 8 s" : "Recording"}
      </SaveButton>
      {share !== null && (
        <>
          <progress aria-label="Film recorded" value={share} />
          <button
            type="button"
            className="text-button"
            onClick={() => {
              recording.current?.abort();
            }}
          >
            Cancel
          </button>
        </>
      )}
    </>
  );
}
