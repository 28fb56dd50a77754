import { useEffect, useEffectEvent, useState, type ComponentType } from "react";
import { loadPart } from "../../offline/loadPart.ts";
import { forgetMissing, reportMissing } from "./missingParts.ts";

/**
 * A dialog that is loaded when it is first opened. Where that fails it closes, a sentence says why, and
 * the next opening loads again; the page around it stays as it is.
 * @param name begins that sentence: “Presets”
 */
export function lazyDialog<Props extends { onClose: () => void }>(
  name: string,
  load: () => Promise<ComponentType<Props>>,
): ComponentType<Props> {
  let loaded: ComponentType<Props> | null = null;
  return function LazyDialog(props: Props) {
    const [Opened, setOpened] = useState(() => loaded);
    const onFailed = useEffectEvent(() => {
      reportMissing(name);
      props.onClose();
    });
    const isMissing = Opened === null;
    useEffect(() => {
      if (!isMissing) return undefined;
      let isGone = false;
      forgetMissing(name);
      const open = async () => {
        try {
          loaded = await loadPart(load);
          if (!isGone) setOpened(() => loaded);
        } catch {
          if (!isGone) onFailed();
        }
      };
      void open();
      return () => {
        isGone = true;
      };
    }, [isMissing]);
    return Opened === null ? null : <Opened {...props} />;
  };
}
