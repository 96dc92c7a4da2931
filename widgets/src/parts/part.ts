/** A piece of the exercise on the page: elements that are made once and brought up to date. */
import { sanitize } from "../sanitize";
import type { State } from "../store";
import { choose } from "../text/languages";
import { fill } from "../variants";
import type { Texts } from "../wire";

export interface Part {
  readonly element: HTMLElement;
  update(state: State): void;
}

type Reader = Pick<State, "language" | "variant">;

/** Return the safe nodes of an author's text in the reader's language, its slots filled. */
export const rich = (texts: Texts, reader: Reader): DocumentFragment =>
  sanitize(choose(texts, reader.language), (text) => filled(text, reader));

/** The same for a place within a line: a lone paragraph gives its content. */
export function richLine(texts: Texts, reader: Reader): DocumentFragment {
  const nodes = rich(texts, reader);
  const only = nodes.childElementCount === 1 ? nodes.firstElementChild : null;
  if (only?.localName === "p" && nodes.textContent.trim() === only.textContent.trim()) {
    nodes.replaceChildren(...Array.from(only.childNodes));
  }
  return nodes;
}

/** A slot that cannot be computed stays as the author wrote it; `courseware check` finds those. */
function filled(text: string, { variant, language }: Reader): string {
  try {
    return fill(text, variant.values, language);
  } catch {
    return text;
  }
}
