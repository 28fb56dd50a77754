import styles from "./Aside.module.css";

const DOCUMENTS = [
  { href: "./docs/teaching.html", text: "Teaching with it" },
  { href: "./docs/math.html", text: "What every curve is" },
  { href: "./docs/links.html", text: "Links" },
  { href: "./docs/embedding.html", text: "Embedding" },
  { href: "./docs/robustness.html", text: "What can go wrong" },
];

/** The documents of the site. Each opens beside the page: reading must not end a run. */
export function Documents() {
  return (
    <ul aria-label="Documents" className={styles["documents"]}>
      {DOCUMENTS.map(({ href, text }) => (
        <li key={href}>
          <a className="text-button" href={href} target="_blank" rel="noopener">
            {text}
          </a>
        </li>
      ))}
    </ul>
  );
}
