/** The drafts of this sitting: every text that was saved can be looked at and taken back. */
import { h, put, show, write } from "../../dom";
import { say } from "../../text/say";
import type { Language } from "../../wire";
import { countWords } from "./words";

/** Drafts that are kept; the oldest goes first. */
const MOST = 30;

interface Draft {
  readonly text: string;
  readonly at: Date;
  readonly number: number;
}

export interface Drafts {
  readonly element: HTMLElement;
  /** Keep a text that was saved, unless it is the newest already. */
  keep(text: string): void;
  update(language: Language, locked: boolean, present: string): void;
}

export function drafts(restore: (text: string, number: number) => void): Drafts {
  const summary = h("summary");
  const list = h("ol", { class: "cw-essay-drafts", reversed: true });
  const element = h("details", { class: "cw-essay-earlier" }, summary, list);
  let kept: readonly Draft[] = [];
  let made = 0;
  let shown = "";
  return {
    element,
    keep(text) {
      if (!text.trim() || kept[kept.length - 1]?.text === text) return;
      made += 1;
      kept = [...kept, { text, at: new Date(), number: made }].slice(-MOST);
    },
    update(language, locked, present) {
      const earlier = kept.filter(({ text }) => text !== present);
      show(element, earlier.length > 0);
      const showing = JSON.stringify([earlier.map(({ number }) => number), language, locked]);
      if (showing === shown) return;
      shown = showing;
      write(summary, say("essay.drafts", language, { count: earlier.length }));
      put(list, ...[...earlier].reverse().map((draft) => item(draft, language, locked)));
    },
  };

  function item({ text, at, number }: Draft, language: Language, locked: boolean): HTMLElement {
    const time = [at.getHours(), at.getMinutes()].map((part) => String(part).padStart(2, "0"));
    const name = say("essay.draft", language, { number, time: time.join(":") });
    const words = say("essay.words", language, { count: countWords(text) });
    const button = h("button", { type: "button", class: "cw-button cw-small" });
    write(button, say("essay.restore", language, { number }));
    button.addEventListener("click", () => restore(text, number));
    return h(
      "li",
      { value: number },
      h("p", {}, h("strong", {}, name), ` · ${words}`),
      h("div", { class: "cw-essay-draft", tabindex: 0, role: "group", "aria-label": name }, text),
      locked ? null : button,
    );
  }
}
