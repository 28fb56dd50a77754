/** Progress comes once the page stands: a start that is quick never needs it. */
import { lazyPart } from "../controls/lazyPart.tsx";

const load = () => import("./Progress.tsx");

export const LazyProgressRule = lazyPart(async () => (await load()).ProgressRule);
export const LazyProgressWords = lazyPart(async () => (await load()).ProgressWords, {
  absent: ({ idle }) => idle,
});
