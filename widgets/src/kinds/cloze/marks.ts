/** The marks of a text that stands on the page. */
import { MARK } from "./body";

/** Put elements where the marks of a text stand; returns them in their order. */
export function replaceMarks<Made extends HTMLElement>(
  root: HTMLElement,
  make: (id: string, word: string) => Made | null,
): Made[] {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  const texts: Text[] = [];
  while (walker.nextNode()) texts.push(walker.currentNode as Text);
  const made: Made[] = [];
  for (const text of texts) {
    const content = text.data;
    const parts: (Node | string)[] = [];
    let end = 0;
    for (const mark of content.matchAll(MARK)) {
      const [whole, id = "", word = ""] = mark;
      const element = make(id, word);
      const after = content.charAt((mark.index ?? 0) + whole.length);
      parts.push(content.slice(end, mark.index), element ?? word);
      // A full stop must not come to stand on the next line without what it ends.
      if (element && /[^\s[]/.test(after)) parts.push("\u2060");
      if (element) made.push(element);
      end = (mark.index ?? 0) + whole.length;
    }
    if (end) text.replaceWith(...parts, content.slice(end));
  }
  return made;
}

/** Return the element with the focus, within a shadow root too. */
export function focusIn(element: Element): Element | null {
  const root = element.getRootNode();
  return root instanceof ShadowRoot || root instanceof Document ? root.activeElement : null;
}
