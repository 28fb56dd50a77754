import { useEffect, useLayoutEffect, useRef, useState } from "react";
import { flushSync } from "react-dom";
import { formatStep } from "../../../charts/format.ts";
import { MathText } from "../../controls/MathText.tsx";
import { usePage } from "../../page/PageContext.tsx";
import type { Page } from "../../page/page.ts";
import { ProseText } from "../../story/ProseText.tsx";
import { QrCode } from "../QrCode.tsx";
import { sheetOf, type Sheet } from "./sheet.ts";
import styles from "./Handout.module.css";

/** Changes settle for this long before the link is written anew. */
const SETTLE_MS = 500;
/** A longer link would take the page, and nobody types it. */
const LONGEST_LINK = 600;

/** Keeps the link of what is on screen at hand: when the page is printed there is no time to wait. */
function useLinkAtHand(page: Page): { current: string } {
  const link = useRef(location.href);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const renew = () => {
      timer ??= setTimeout(() => {
        timer = undefined;
        void page.address.link().then((text) => {
          link.current = text;
        });
      }, SETTLE_MS);
    };
    renew();
    const stopSession = page.player.store.subscribe((now, before) => {
      if (now.experiment !== before.experiment || now.backend !== before.backend) renew();
    });
    const stopView = page.viewStore.subscribe((now, before) => {
      if (now.view !== before.view) renew();
    });
    return () => {
      clearTimeout(timer);
      stopSession();
      stopView();
    };
  }, [page]);
  return link;
}

/** What the printer gets in the page's stead: one sheet with figure, settings and link. */
export function Handout() {
  const page = usePage();
  const link = useLinkAtHand(page);
  const [sheet, setSheet] = useState<Sheet | null>(null);
  useEffect(() => {
    const root = document.documentElement;
    const begin = () => {
      const made = sheetOf(page, link.current);
      // Before the first row the page itself is printed.
      if (made !== null) root.dataset["printing"] = "handout";
      // The browser takes the page as it is when this returns.
      flushSync(() => {
        setSheet(made);
      });
    };
    const end = () => {
      delete root.dataset["printing"];
      setSheet(null);
    };
    addEventListener("beforeprint", begin);
    addEventListener("afterprint", end);
    return () => {
      removeEventListener("beforeprint", begin);
      removeEventListener("afterprint", end);
      delete root.dataset["printing"];
    };
  }, [page, link]);
  if (sheet === null) return null;
  return (
    <article className={styles["sheet"]} data-theme="light" aria-label="Handout">
      <header className={styles["head"]}>
        <h1>{sheet.title}</h1>
        <p>Brink</p>
      </header>
      {sheet.questions.map((text) => (
        <p key={text} className={styles["words"]}>
          <MathText>{text}</MathText>
        </p>
      ))}
      <Drawing svg={sheet.figure} />
      <p className={styles["words"]}>
        <b>
          {sheet.story.kicker}. {sheet.story.heading}.
        </b>{" "}
        <ProseText prose={sheet.story.paragraphs[0] ?? []} />
      </p>
      <dl className={styles["settings"]}>
        {sheet.settings.map(({ name, words }) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>
              <MathText>{words}</MathText>
            </dd>
          </div>
        ))}
      </dl>
      {sheet.link !== null && <Opening link={sheet.link} />}
    </article>
  );
}

function Opening({ link }: { link: string }) {
  const isTooLong = link.length > LONGEST_LINK;
  return (
    <footer className={styles["opening"]}>
      {!isTooLong && (
        <span className={styles["code"]}>
          <QrCode text={link} label="QR code of the link" />
        </span>
      )}
      <p>
        Open this run and change it:
        <br />
        {isTooLong ? (
          `its link has ${formatStep(link.length)} characters, too many to print. Pass on its file.`
        ) : (
          <span className={styles["link"]}>{link}</span>
        )}
      </p>
    </footer>
  );
}

/** A drawing that was made outside React. */
function Drawing({ svg }: { svg: string }) {
  const place = useRef<HTMLElement>(null);
  // Before the browser takes the page.
  useLayoutEffect(() => {
    const drawing = new DOMParser().parseFromString(svg, "image/svg+xml").documentElement;
    place.current?.replaceChildren(document.adoptNode(drawing));
  }, [svg]);
  return <figure ref={place} className={styles["figure"]} />;
}
