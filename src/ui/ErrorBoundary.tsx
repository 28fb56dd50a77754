import { Component, type ErrorInfo, type ReactNode } from "react";
import { CopyText } from "./controls/CopyText.tsx";
import styles from "./ErrorBoundary.module.css";

interface Failure {
  message: string;
  stack: string;
}

export interface ErrorBoundaryProps {
  children: ReactNode;
  /** Whether a reload brings back the experiment on screen. */
  holdsExperiment: () => boolean;
}

/** Stands in for the page when drawing it failed: says so, and gives what a report needs. */
export class ErrorBoundary extends Component<ErrorBoundaryProps, { failure: Failure | null }> {
  override state: { failure: Failure | null } = { failure: null };

  static getDerivedStateFromError(error: unknown): { failure: Failure } {
    const isError = error instanceof Error;
    return {
      failure: {
        message: isError ? error.message : String(error),
        stack: (isError ? error.stack : undefined) ?? "",
      },
    };
  }

  override componentDidCatch(_: unknown, { componentStack }: ErrorInfo): void {
    this.setState(({ failure }) =>
      failure === null
        ? null
        : { failure: { ...failure, stack: `${failure.stack}\n${componentStack ?? ""}` } },
    );
  }

  #details(failure: Failure): string {
    return [failure.message, location.href, navigator.userAgent, failure.stack].join("\n");
  }

  override render(): ReactNode {
    const { failure } = this.state;
    if (failure === null) return this.props.children;
    return (
      <main className={styles["failure"]}>
        <h1>The page could not be drawn</h1>
        <p>
          {failure.message}. Reloading starts it again;{" "}
          {this.props.holdsExperiment()
            ? "the address still holds your experiment."
            : "the address does not hold your last changes, which are lost then."}
        </p>
        <p className={styles["actions"]}>
          <button
            type="button"
            className="text-button"
            onClick={() => {
              location.reload();
            }}
          >
            Reload
          </button>
          <CopyText label="Copy details" text={() => this.#details(failure)} />
        </p>
      </main>
    );
  }
}
