/** A pen that writes SVG paths: the part of a canvas's drawing that curves and marks use. */
import type { Pen } from "../pen.ts";

const NAMESPACE = "http://www.w3.org/2000/svg";

/** Two decimals: a hundredth of a pixel. */
function short(value: number): string {
  return String(Math.round(value * 100) / 100);
}

/** Curves and marks are painted in plain colours. */
function paint(style: Pen["strokeStyle"]): string {
  return typeof style === "string" ? style : "none";
}

function child(parent: Element, name: string, attributes: Record<string, string>): Element {
  const element = document.createElementNS(NAMESPACE, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  parent.append(element);
  return element;
}

interface State {
  parent: Element;
  dash: string;
  lineWidth: number;
  lineJoin: CanvasLineJoin;
  lineDashOffset: number;
  globalAlpha: number;
  strokeStyle: Pen["strokeStyle"];
  fillStyle: Pen["fillStyle"];
}

class SvgPen implements Pen {
  lineWidth = 1;
  lineJoin: CanvasLineJoin = "miter";
  lineDashOffset = 0;
  globalAlpha = 1;
  strokeStyle: Pen["strokeStyle"] = "#000";
  fillStyle: Pen["fillStyle"] = "#000";
  #dash = "";
  #path = "";
  #parent: Element;
  #saved: State[] = [];
  #clips = 0;

  constructor(parent: Element) {
    this.#parent = parent;
  }

  save(): void {
    const { lineWidth, lineJoin, lineDashOffset, globalAlpha, strokeStyle, fillStyle } = this;
    this.#saved.push({
      parent: this.#parent,
      dash: this.#dash,
      lineWidth,
      lineJoin,
      lineDashOffset,
      globalAlpha,
      strokeStyle,
      fillStyle,
    });
  }

  restore(): void {
    const state = this.#saved.pop();
    if (state === undefined) return;
    const { parent, dash, ...properties } = state;
    this.#parent = parent;
    this.#dash = dash;
    Object.assign(this, properties);
  }

  beginPath(): void {
    this.#path = "";
  }

  moveTo(x: number, y: number): void {
    this.#path += `M${short(x)},${short(y)}`;
  }

  lineTo(x: number, y: number): void {
    this.#path += `L${short(x)},${short(y)}`;
  }

  closePath(): void {
    this.#path += "Z";
  }

  /** Whole circles only: nothing else is drawn. */
  arc(x: number, y: number, radius: number): void {
    const r = short(radius);
    const across = short(2 * radius);
    this.#path += `M${short(x - radius)},${short(y)}a${r},${r} 0 1,0 ${across},0a${r},${r} 0 1,0 -${across},0Z`;
  }

  rect(x: number, y: number, width: number, height: number): void {
    this.#path += `M${short(x)},${short(y)}h${short(width)}v${short(height)}h${short(-width)}Z`;
  }

  /** What is drawn until the state is restored shows within the path. */
  clip(): void {
    const id = `panel-${++this.#clips}`;
    const clip = child(this.#parent, "clipPath", { id });
    child(clip, "path", { d: this.#path });
    this.#parent = child(this.#parent, "g", { "clip-path": `url(#${id})` });
  }

  setLineDash(lengths: Iterable<number>): void {
    this.#dash = Array.from(lengths, short).join(" ");
  }

  stroke(): void {
    this.#draw({
      fill: "none",
      stroke: paint(this.strokeStyle),
      "stroke-width": short(this.lineWidth),
      "stroke-linejoin": this.lineJoin,
      ...(this.#dash === "" ? {} : { "stroke-dasharray": this.#dash }),
      ...(this.lineDashOffset === 0 ? {} : { "stroke-dashoffset": short(this.lineDashOffset) }),
    });
  }

  fill(): void {
    this.#draw({ fill: paint(this.fillStyle), stroke: "none" });
  }

  #draw(attributes: Record<string, string>): void {
    if (this.#path === "") return;
    const opacity = this.globalAlpha === 1 ? {} : { opacity: short(this.globalAlpha) };
    child(this.#parent, "path", { d: this.#path, ...attributes, ...opacity });
  }
}

/** @param parent SVG element that gets the paths */
export function createSvgPen(parent: Element): Pen {
  return new SvgPen(parent);
}
