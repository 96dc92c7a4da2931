/** Inputs for one number among several, and the verdict beside each. */
import { h, icon, put, setAttribute, show } from "../../dom";
import { say } from "../../text/say";
import type { Language } from "../../wire";
import type { Host } from "../base";

export type Judged = "" | "right" | "partly" | "wrong";

const SHAPES = { right: "check", partly: "partly", wrong: "cross" } as const;

/** A short input for a number. */
export const numberInput = (host: Host, id: string): HTMLInputElement =>
  h("input", {
    id,
    class: "cw-field",
    type: "text",
    inputmode: "text",
    autocomplete: "off",
    autocapitalize: "none",
    autocorrect: "off",
    spellcheck: "false",
    "aria-describedby": `${host.id}-question ${host.id}-help ${id}-verdict`,
  });

/** The place for a verdict on one input. */
export const verdictPlace = (id: string): HTMLElement =>
  h("span", { class: "cw-quantities-verdict", id: `${id}-verdict`, hidden: true });

/** Show a verdict: an icon and a word, or in narrow places the word for screen readers alone. */
export function showVerdict(
  input: HTMLInputElement,
  place: HTMLElement,
  judged: Judged,
  language: Language,
  isNarrow = false,
): void {
  input.dataset.verdict = judged;
  setAttribute(place, "data-verdict", judged || null);
  show(place, !!judged);
  if (!judged) {
    put(place);
    return;
  }
  const word = h(
    "span",
    { class: isNarrow ? "cw-unseen" : null },
    say(`widget.${judged}`, language),
  );
  put(place, icon(SHAPES[judged]), word);
}
