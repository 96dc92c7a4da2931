/**
 * Words of a text as buttons that stay pressed. The text is one stop of the Tab key; the arrow keys
 * lead from word to word.
 */
import { h, icon, put, setAttribute, write } from "../../dom";
import { say } from "../../text/say";
import type { ClozeExercise, ClozeKey } from "../../types.generated";
import type { Face, Host, Look } from "../base";
import { words } from "./body";
import { rightWords } from "./marking";
import { focusIn, replaceMarks } from "./marks";

const STEPS: Readonly<Record<string, number>> = {
  ArrowRight: 1,
  ArrowDown: 1,
  ArrowLeft: -1,
  ArrowUp: -1,
};

export function wordFace(exercise: ClozeExercise, host: Host): Face {
  const legend = h("div", { class: "cw-legend", id: `${host.id}-legend` });
  const text = h("div", {
    class: "cw-cloze-text",
    role: "group",
    "aria-labelledby": `${host.id}-legend`,
    "aria-describedby": `${host.id}-question ${host.id}-help`,
  });
  const element = h("div", { class: "cw-cloze" }, legend, text);
  const everyWord = exercise.words === "all";
  let buttons: HTMLButtonElement[] = [];
  let look: Look | null = null;
  let written = "";

  const chosen = (): Set<string> =>
    new Set(Array.isArray(look?.value) ? look.value.map(String) : []);
  function toggle(id: string): void {
    const marked = chosen();
    if (!marked.delete(id)) marked.add(id);
    // In the order of the text, whichever way they were marked.
    const value = buttons.flatMap(({ value: word }) => (marked.has(word) ? word : []));
    host.edit(value.length ? value : null, true);
  }
  function lead(button: HTMLButtonElement | undefined): void {
    if (!button) return;
    for (const each of buttons) each.tabIndex = each === button ? 0 : -1;
    button.focus();
  }
  text.addEventListener("keydown", (event) => {
    const at = buttons.indexOf(event.target as HTMLButtonElement);
    const step = STEPS[event.key];
    if (at < 0) return;
    const isEnd = event.key === "Home" || event.key === "End";
    if (step === undefined && !isEnd) return;
    event.preventDefault();
    const sign =
      getComputedStyle(text).direction === "rtl" && /Left|Right/.test(event.key) ? -1 : 1;
    if (isEnd) lead(buttons[event.key === "Home" ? 0 : buttons.length - 1]);
    else lead(buttons[Math.max(0, Math.min(buttons.length - 1, at + sign * (step ?? 0)))]);
  });

  function rewrite(now: Look): void {
    const marked = words(exercise.body, now.language, everyWord);
    const html = marked.map((piece) => (piece.id ? `[[${piece.id}:${piece.text}]]` : piece.text));
    const focused = buttons.indexOf(focusIn(text) as HTMLButtonElement);
    put(text, host.line(html.join("")));
    buttons = replaceMarks(text, (id, word) => {
      const button = h("button", {
        type: "button",
        class: "cw-cloze-word",
        value: id,
        tabindex: -1,
      });
      button.append(word);
      button.addEventListener("click", () => {
        for (const each of buttons) each.tabIndex = each === button ? 0 : -1;
        if (!look?.locked) toggle(id);
      });
      return button;
    });
    const [first] = buttons;
    if (first) first.tabIndex = 0;
    if (focused >= 0) buttons[focused]?.focus();
  }

  return {
    element,
    focus: () => text.querySelector<HTMLElement>("[tabindex='0']")?.focus(),
    update(now) {
      look = now;
      write(legend, say("cloze.legend_words", now.language));
      const writing = JSON.stringify([now.language, now.variant.seed]);
      if (writing !== written) rewrite(now);
      written = writing;
      const marked = chosen();
      for (const button of buttons) judge(button, marked.has(button.value), now);
    },
  };
}

function judge(button: HTMLButtonElement, isChosen: boolean, look: Look): void {
  const { result, key, revealed, language, locked } = look;
  const isRight = result && key ? rightWords(key as ClozeKey).has(button.value) : null;
  const isTold = isRight !== null && (isChosen || (isRight && revealed));
  const verdict = !isTold ? "" : isRight ? "right" : "wrong";
  setAttribute(button, "aria-pressed", String(isChosen));
  setAttribute(button, "aria-disabled", locked ? "true" : null);
  if (button.dataset.verdict === verdict && button.lang === language) return;
  button.dataset.verdict = verdict;
  button.lang = language;
  button.querySelector(".cw-cloze-verdict")?.remove();
  const words = verdict && say(`widget.${verdict}`, language);
  setAttribute(button, "aria-label", words ? `${button.textContent}, ${words}` : null);
  const sign = icon(verdict === "right" ? "check" : "cross");
  if (verdict) button.append(h("span", { class: "cw-cloze-verdict" }, sign));
}
