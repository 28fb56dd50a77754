import { Row } from "./Row.tsx";

/** The browser's own dialog prints the handout, or saves it as PDF. */
export function HandoutRow() {
  return (
    <Row name="Handout">
      <button
        type="button"
        className="text-button"
        onClick={() => {
          print();
        }}
      >
        Print or PDF
      </button>
      <span>one page, A4 or Letter</span>
    </Row>
  );
}
