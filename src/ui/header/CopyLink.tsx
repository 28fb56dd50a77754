import { useEffect, useRef, useState } from "react";
import { usePage } from "../page/PageContext.tsx";
import styles from "./Header.module.css";

const CONFIRMED_MS = 2500;

type CopyState =
  { kind: "idle" } | { kind: "copied"; length: number } | { kind: "refused"; link: string };

/** Copies the address of exactly what is on screen; where that is refused, shows it selected. */
export function CopyLink() {
  const { address } = usePage();
  const [state, setState] = useState<CopyState>({ kind: "idle" });
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (state.kind === "refused") input.current?.select();
    if (state.kind !== "copied") return undefined;
    const timer = setTimeout(() => {
      setState({ kind: "idle" });
    }, CONFIRMED_MS);
    return () => {
      clearTimeout(timer);
    };
  }, [state]);

  async function copy(): Promise<void> {
    const link = await address.link();
    try {
      await navigator.clipboard.writeText(link);
      setState({ kind: "copied", length: link.length });
    } catch {
      setState({ kind: "refused", link });
    }
  }

  const text = state.kind === "copied" ? `Copied, ${state.length} characters` : "Copy link";
  return (
    <>
      <output className="visually-hidden">{state.kind === "copied" ? text : ""}</output>
      <button
        type="button"
        className={`${styles["action"]} ${state.kind === "copied" ? styles["copied"] : ""}`}
        onClick={() => void copy()}
      >
        {text}
      </button>
      {state.kind === "refused" && (
        <div className={styles["fallback"]}>
          <label htmlFor="link-to-copy">
            The browser refused to copy. Copy the link from here:
          </label>
          <input
            ref={input}
            id="link-to-copy"
            readOnly
            value={state.link}
            onKeyDown={(event) => {
              if (event.key === "Escape") setState({ kind: "idle" });
            }}
          />
          <button
            type="button"
            className="text-button"
            onClick={() => {
              setState({ kind: "idle" });
            }}
          >
            Close
          </button>
        </div>
      )}
    </>
  );
}
