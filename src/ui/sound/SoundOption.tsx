import { useEffect, useRef, useState } from "react";
import { Choice } from "../controls/Choice.tsx";
import { loadPart } from "../../offline/loadPart.ts";
import { notLoaded } from "../controls/missingParts.ts";
import { usePage } from "../page/PageContext.tsx";

const SWITCH = [
  { value: "off", text: "off" },
  { value: "on", text: "on" },
] as const;

/** Sharpness as a tone, on request; what plays it comes when it is first asked for. */
export function SoundOption() {
  const { player, viewStore } = usePage();
  const [isOn, setIsOn] = useState(false);
  const [error, setError] = useState("");
  const stop = useRef<() => void>(undefined);
  const wanted = useRef(false);
  useEffect(
    () => () => {
      wanted.current = false;
      stop.current?.();
    },
    [],
  );

  async function change(value: "off" | "on"): Promise<void> {
    wanted.current = value === "on";
    setIsOn(wanted.current);
    setError("");
    stop.current?.();
    stop.current = undefined;
    if (!wanted.current) return;
    const sound = await loadPart(() => import("./sharpnessSound.ts")).catch(() => null);
    if (sound === null) {
      setIsOn(false);
      setError(notLoaded("The sound"));
      return;
    }
    try {
      if (!wanted.current || stop.current !== undefined) return;
      stop.current = sound.startSharpnessSound({
        store: player.store,
        viewStore,
        history: player.history,
      });
    } catch {
      setIsOn(false);
      setError("This browser plays no sound here.");
    }
  }

  return (
    <>
      <span aria-hidden="true">sound</span>
      <div>
        <Choice
          label="Sharpness relative to 2/η as a tone"
          options={SWITCH}
          value={isOn ? "on" : "off"}
          onChange={(value) => void change(value)}
        />
        {error !== "" && <output>{error}</output>}
      </div>
    </>
  );
}
