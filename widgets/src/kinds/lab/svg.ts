/** Shapes of a picture. Colours come from the style sheet, by class: they follow the theme. */

type Attributes = Readonly<Record<string, string | number>>;

/** Make a shape. */
export function shape(
  tag: "svg" | "g" | "path" | "circle" | "ellipse" | "rect" | "line" | "text",
  attributes: Attributes = {},
  ...children: readonly (SVGElement | string)[]
): SVGElement {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
  give(element, attributes);
  element.append(...children);
  return element;
}

/** Set attributes; numbers are rounded to what an eye can see. */
export function give(element: Element, attributes: Attributes): void {
  for (const [name, value] of Object.entries(attributes)) {
    element.setAttribute(name, typeof value === "number" ? String(round(value)) : value);
  }
}

export const round = (value: number): number => Math.round(value * 100) / 100;

/** Make a picture of so many units; it takes the width that there is. */
export const canvas = (width: number, height: number, ...children: SVGElement[]): SVGElement =>
  shape("svg", { viewBox: `0 0 ${width} ${height}`, class: "cw-lab-picture" }, ...children);
