/** From the page's SVG to one that stands alone: no style sheet, no custom properties. */

/** `inherit` says nothing, and what is not drawn is left out. */
function isIdle(value: string): boolean {
  return value === "" || value === "inherit";
}

/** `var(--ink-2)` as the value it stands for. */
function resolved(value: string, valueOf: (property: string) => string): string {
  return value.replace(/var\((--[\w-]+)\)/g, (_, property: string) => valueOf(property));
}

/** Styles become attributes: every program reads them, and no content policy objects. */
function styleToAttributes(element: SVGElement, valueOf: (property: string) => string): void {
  const { style } = element;
  for (const property of Array.from(style)) {
    const value = resolved(style.getPropertyValue(property), valueOf);
    if (!isIdle(value)) element.setAttribute(property, value);
  }
  // Asking first: Chromium writes the attribute only then, and would write it again later.
  if (element.hasAttribute("style")) element.removeAttribute("style");
}

/** A lone stroke behind the words: not every program paints a text's stroke first. */
function separateHalo(text: SVGElement): void {
  const width = text.getAttribute("stroke-width");
  const halo = text.getAttribute("stroke");
  for (const name of ["paint-order", "stroke", "stroke-width", "stroke-linejoin"]) {
    text.removeAttribute(name);
  }
  if (halo === null || halo === "none" || width === null) return;
  const copy = document.createElementNS(text.namespaceURI, "text");
  for (const { name, value } of Array.from(text.attributes)) copy.setAttribute(name, value);
  copy.setAttribute("fill", halo);
  copy.setAttribute("stroke", halo);
  copy.setAttribute("stroke-width", width);
  copy.setAttribute("stroke-linejoin", "round");
  copy.setAttribute("aria-hidden", "true");
  copy.textContent = text.textContent;
  text.before(copy);
}

/** Elements that draw nothing, such as labels that are hidden and paths without a course. */
function isEmpty(element: Element): boolean {
  if (element.getAttribute("display") === "none") return true;
  if (element.localName === "path") return (element.getAttribute("d") ?? "") === "";
  if (element.localName === "text") return element.textContent === "";
  return element.localName === "g" && element.childElementCount === 0;
}

/**
 * Make an SVG stand alone, in place.
 * @param valueOf the value of a custom property
 */
export function makePlain(svg: SVGSVGElement, valueOf: (property: string) => string): void {
  const elements = Array.from(svg.querySelectorAll<SVGElement>("*"));
  for (const element of elements) styleToAttributes(element, valueOf);
  // Backwards: groups are looked at after what they hold.
  for (const element of elements.toReversed()) {
    if (isEmpty(element)) element.remove();
    else if (element.hasAttribute("paint-order")) separateHalo(element);
  }
}
