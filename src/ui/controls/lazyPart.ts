import { lazy, type ComponentType, type LazyExoticComponent } from "react";

/**
 * A part of the page that comes after the first paint. Where it cannot be loaded (the connection is
 * gone, the site has changed) the page goes on without it.
 */
export function lazyPart<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
): LazyExoticComponent<ComponentType<Props>> {
  return lazy(async () => {
    try {
      return { default: await load() };
    } catch {
      return { default: () => null };
    }
  });
}
