/** The style sheet, put once into each document or shadow root that shows an exercise. */
import { whenOnPage } from "./dom";
import css from "./style.css";

const ID = "courseware-style";

/** Style what stands in the root of `element`, now and where it comes to stand. */
export function dress(element: Element): () => void {
  dressRoot(element.getRootNode());
  return whenOnPage(element, () => dressRoot(element.getRootNode()));
}

function dressRoot(root: Node): void {
  const home = root instanceof ShadowRoot ? root : document.head;
  if (home.querySelector(`#${ID}`)) return;
  const style = document.createElement("style");
  style.id = ID;
  style.textContent = css;
  home.append(style);
}
