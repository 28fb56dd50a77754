import { lazy, type ComponentType } from "react";
import { createStore, useStore } from "zustand";
import { untilLoaded } from "../../offline/loadPart.ts";
import { forgetMissing, reportMissing } from "./missingParts.ts";

export interface LazyPartOptions<Props> {
  /** Begins the sentence that says that it is missing; without one the page goes on without a word. */
  name?: string;
  /** Stands in its place while it is missing. */
  absent?: ComponentType<Props>;
}

const nothing = () => null;

/**
 * A part of the page that comes after the first paint. Where it cannot be loaded (the connection is
 * gone, the site has changed) the page goes on without it, until the browser is online again.
 */
export function lazyPart<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
  { name, absent = nothing }: LazyPartOptions<Props> = {},
): ComponentType<Props> {
  const begin = () =>
    new Promise<{ default: ComponentType<Props> }>((resolve) => {
      let isAbsent = false;
      const loading = untilLoaded(
        load,
        (part) => {
          if (name !== undefined) forgetMissing(name);
          if (isAbsent) shown.setState({ Part: part });
          else resolve({ default: part });
        },
        () => {
          isAbsent = true;
          if (name !== undefined) reportMissing(name, loading.again);
          resolve({ default: absent });
        },
      );
    });
  const shown = createStore<{
    Part: ComponentType<Props> | ReturnType<typeof lazy<ComponentType<Props>>>;
  }>(() => ({ Part: lazy(begin) }));
  return function LazyPart(props: Props) {
    const { Part } = useStore(shown);
    return <Part {...props} />;
  };
}
