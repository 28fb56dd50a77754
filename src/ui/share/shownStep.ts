/** What slides and sheets of paper say of the run on screen. */
import type { GhostRun } from "../../charts/ghosts/ghostRun.ts";
import type { Page } from "../page/page.ts";
import { divergence } from "../story/divergence.ts";
import { heldRun } from "../story/heldRun.ts";
import { tellStory, type Story } from "../story/story.ts";

/** The step looked at: the one gone back to, or the head; −1 where nothing is drawn. */
export function shownStep(page: Page): number {
  const head = page.player.history().length - 1;
  return Math.min(page.viewStore.getState().playhead ?? head, head);
}

export function storyAt(page: Page, step: number): Story {
  const { status, experiment } = page.player.store.getState();
  const history = page.player.history();
  const { optimizer } = experiment;
  return tellStory({ history, step, status, optimizer, lesson: { divergence, heldRun } });
}

/** The runs drawn behind the one on screen, which may be compared itself. */
export function comparedBehind(page: Page): GhostRun[] {
  const drawn = page.player.history();
  return page.runs.compared.getState().runs.filter(({ history }) => history !== drawn);
}
