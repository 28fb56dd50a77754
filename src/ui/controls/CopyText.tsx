import { useEffect, useState } from "react";

const CONFIRMED_MS = 2500;

export interface CopyTextProps {
  label: string;
  text: () => string;
}

/** A word that copies something and says in place whether it did. */
export function CopyText({ label, text }: CopyTextProps) {
  const [result, setResult] = useState<string | null>(null);
  useEffect(() => {
    if (result === null) return undefined;
    const timer = setTimeout(() => {
      setResult(null);
    }, CONFIRMED_MS);
    return () => {
      clearTimeout(timer);
    };
  }, [result]);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text());
      setResult("Copied");
    } catch {
      setResult("The browser refused to copy");
    }
  };
  return (
    <>
      <button type="button" className="text-button" onClick={() => void copy()}>
        {result ?? label}
      </button>
      <output className="visually-hidden">{result}</output>
    </>
  );
}
