/** Where things are on the page, for what is dragged over them. */
import type { Point } from "./drag";

export const isRightToLeft = (element: Element): boolean =>
  getComputedStyle(element).direction === "rtl";

export function isWithin(element: Element, { x, y }: Point): boolean {
  const { left, right, top, bottom } = element.getBoundingClientRect();
  return x >= left && x <= right && y >= top && y <= bottom;
}
