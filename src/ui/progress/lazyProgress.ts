/** Progress comes once the page stands: a start that is quick never needs it. */
import { lazy } from "react";

const load = () => import("./Progress.tsx");

export const LazyProgressRule = lazy(async () => ({ default: (await load()).ProgressRule }));
export const LazyProgressWords = lazy(async () => ({ default: (await load()).ProgressWords }));
