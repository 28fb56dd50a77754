/** Parts that a link fixes: their controls stand there as plain words. */
import { createContext, use, type ReactNode } from "react";

const LockedContext = createContext(false);

/** Whether the values here are for reading only. */
export function useIsLocked(): boolean {
  return use(LockedContext);
}

export function Locked({ isLocked, children }: { isLocked: boolean; children: ReactNode }) {
  return <LockedContext value={isLocked}>{children}</LockedContext>;
}
