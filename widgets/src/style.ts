/** The style sheets, put once into each document or shadow root that shows an exercise. */
import { whenOnPage } from "./dom";
import css from "./style.css";

const CLASS = "courseware-style";

/** Ours, then those that chunks brought, in the order in which they came. */
const sheets = [css];

/** Take the style sheet of a chunk; what is shown from now on wears it. */
export function addStyle(sheet: string): void {
  if (!sheets.includes(sheet)) sheets.push(sheet);
}

/** Style what stands in the root of `element`, now and where it comes to stand. */
export function dress(element: Element): () => void {
  dressRoot(element.getRootNode());
  return whenOnPage(element, () => dressRoot(element.getRootNode()));
}

function dressRoot(root: Node): void {
  const home = root instanceof ShadowRoot ? root : document.head;
  const worn = Array.from(home.querySelectorAll(`.${CLASS}`), ({ textContent }) => textContent);
  for (const sheet of sheets) {
    if (worn.includes(sheet)) continue;
    const style = document.createElement("style");
    style.className = CLASS;
    style.textContent = sheet;
    home.append(style);
  }
}
