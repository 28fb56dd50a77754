import styles from "./ShareDialog.module.css";

/** What fits a slide, a chat and a paper's footnote. */
const LONGEST = 300;

/** The link, and how long it is. */
export function LinkText({ link }: { link: string }) {
  const isLong = link.length > LONGEST;
  return (
    <>
      <input
        className={styles["link"]}
        aria-label="Link"
        readOnly
        value={link === "" ? "" : new URL(link).hash}
        onFocus={(event) => {
          event.target.select();
        }}
      />
      <p className={styles["facts"]}>
        <span>
          {link.length} of {LONGEST} characters, site included
        </span>
        <span>same link, same curve</span>
      </p>
      {isLong && (
        <p className={styles["long"]}>
          A link of this length may be cut where it is passed on. The file below holds the same.
        </p>
      )}
    </>
  );
}
