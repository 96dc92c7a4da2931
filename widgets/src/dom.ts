/** A few words for making elements: every text that a learner typed goes through `textContent`. */

type Child = Node | string | null | undefined;
type Attributes = Readonly<Record<string, string | number | boolean | null | undefined>>;

/** Make an element; an attribute that is false, null or undefined is left out. */
export function h<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Attributes = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[Tag] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) setAttribute(element, name, value);
  put(element, ...children);
  return element;
}

export function setAttribute(
  element: Element,
  name: string,
  value: string | number | boolean | null | undefined,
): void {
  if (value === false || value === null || value === undefined) element.removeAttribute(name);
  else element.setAttribute(name, value === true ? "" : String(value));
}

/** Replace what stands in an element. */
export function put(element: Element, ...children: readonly Child[]): void {
  element.textContent = "";
  for (const child of children) if (child) element.append(child);
}

/** Write a text only where it changed, so that screen readers are not told the same twice. */
export function write(element: Element, text: string): void {
  if (element.textContent !== text) element.textContent = text;
}

export function show(element: HTMLElement, visible: boolean): void {
  element.hidden = !visible;
}

/** Call back as soon as an element is on the page and has a size; returns how to call it off. */
export function whenOnPage(element: Element, then: () => void): () => void {
  if (element.isConnected) {
    then();
    return () => {};
  }
  const observer = new ResizeObserver(() => {
    if (!element.isConnected) return;
    observer.disconnect();
    then();
  });
  observer.observe(element);
  return () => observer.disconnect();
}

const SHAPES = {
  check: "M4 12.5l5 5L20 6.5",
  cross: "M6 6l12 12M18 6L6 18",
  partly: "M12 4a8 8 0 100 16 8 8 0 000-16zM12 4v16M12 9l6.5 2M12 14l5.5 2",
  circle: "M12 4a8 8 0 100 16 8 8 0 000-16z",
  pencil: "M4 20l1-4L16.5 4.5l3 3L8 19z",
  clock: "M12 4a8 8 0 100 16 8 8 0 000-16zM12 8v4.5l3 2",
  warning: "M12 4L2.5 20h19zM12 10v4.5M12 17.2v.3",
  bulb: "M9 18h6M10 21h4M12 3a6 6 0 00-3.5 10.9c.5.4.5 1.1.5 1.6h6c0-.5 0-1.2.5-1.6A6 6 0 0012 3z",
  again: "M20 12a8 8 0 11-2.5-5.800M20 3.5V8h-4.5",
} as const;

export type Shape = keyof typeof SHAPES;

/** Draw an icon; it stands beside a word that says the same, so it is hidden from readers. */
export function icon(shape: Shape): SVGElement {
  const svg = svgElement("svg", { viewBox: "0 0 24 24", class: "cw-icon", "aria-hidden": "true" });
  svg.append(svgElement("path", { d: SHAPES[shape] }));
  return svg;
}

function svgElement(tag: "svg" | "path", attributes: Attributes): SVGElement {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) setAttribute(element, name, value);
  return element;
}
