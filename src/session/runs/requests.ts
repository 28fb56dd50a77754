/** Requests and transactions of the browser's database as promises. */
import { ShelfFault } from "./shelfFault.ts";

export function resultOf<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.addEventListener("success", () => {
      resolve(request.result);
    });
    request.addEventListener("error", () => {
      reject(request.error ?? new ShelfFault("unavailable"));
    });
  });
}

/** A full disk shows when the transaction is committed, so success is its end, not its requests'. */
export function completionOf(transaction: IDBTransaction): Promise<void> {
  return new Promise((resolve, reject) => {
    transaction.addEventListener("complete", () => {
      resolve();
    });
    transaction.addEventListener("abort", () => {
      reject(transaction.error ?? new ShelfFault("unavailable"));
    });
  });
}
