/** A place to write: it grows with the text, counts its words, and keeps its drafts. */
import { h, put, setAttribute, show, write } from "../../dom";
import { say } from "../../text/say";
import type { EssayExercise, EssayKey } from "../../types.generated";
import type { Language } from "../../wire";
import type { Face, Host } from "../base";
import { drafts } from "./drafts";
import { rubric } from "./rubric";
import { countWords } from "./words";

/** Milliseconds without a key after which the text is saved, and the words are said. */
const PAUSE = 4000;
const LINES = 8;

export function face(exercise: EssayExercise, host: Host): Face {
  const id = `${host.id}-answer`;
  const label = h("label", { class: "cw-legend", for: id });
  const field = h("textarea", {
    id,
    class: "cw-field cw-essay-field",
    rows: exercise.lines ?? LINES,
    spellcheck: "true",
    "aria-describedby": `${host.id}-question ${host.id}-asked ${host.id}-help`,
  });
  const counter = h("span", { class: "cw-essay-count" });
  const asked = h("span", { id: `${host.id}-asked` });
  const spoken = h("span", { class: "cw-unseen", role: "status" });
  const bar = h("meter", { class: "cw-essay-meter", min: 0, "aria-hidden": "true" });
  const count = h("p", { class: "cw-note cw-essay-counter" }, counter, bar, asked, spoken);
  const told = rubric(exercise, host);
  const earlier = drafts((text, number) => {
    earlier.keep(field.value);
    host.edit(text, true);
    write(spoken, say("essay.restored", language, { number }));
    field.focus();
  });
  const example = h("div", { class: "cw-explanation" });
  let language: Language = "en";
  let timer: ReturnType<typeof setTimeout> | undefined;
  let shownExample = "";

  const settle = () => {
    clearTimeout(timer);
    earlier.keep(field.value);
    host.edit(field.value, true);
    write(spoken, words());
  };
  field.addEventListener("input", () => {
    host.edit(field.value, false);
    clearTimeout(timer);
    timer = setTimeout(settle, PAUSE);
  });
  field.addEventListener("change", settle);

  const words = () => say("essay.words", language, { count: countWords(field.value) });

  function grow(): void {
    field.style.height = "auto";
    if (field.scrollHeight) field.style.height = `${field.scrollHeight + 2}px`;
  }

  function measure(): void {
    const { least_words: least, most_words: most } = exercise;
    const done = countWords(field.value);
    write(counter, words());
    write(asked, askedWords(exercise, language));
    const goal = least ?? most;
    show(bar, goal != null);
    if (goal != null) {
      bar.max = goal;
      bar.value = Math.min(done, goal);
      const isOver = most != null && done > most;
      const isShort = least != null && done < least;
      count.dataset.length = isOver ? "over" : isShort ? "short" : "enough";
    }
  }

  return {
    element: h(
      "div",
      { class: "cw-essay" },
      told.element,
      label,
      field,
      count,
      earlier.element,
      example,
    ),
    focus: () => field.focus(),
    update(look) {
      language = look.language;
      const value = typeof look.value === "string" ? look.value : "";
      if (field.value !== value) field.value = value;
      if (!timer) earlier.keep(value);
      field.readOnly = look.locked;
      setAttribute(field, "aria-invalid", look.complaint ? "true" : null);
      setAttribute(field, "placeholder", host.words(exercise.placeholder ?? "") || null);
      write(label, say("widget.your_answer", language));
      told.update(language);
      grow();
      measure();
      earlier.update(language, look.locked, value);
      const model = look.result ? ((look.key as EssayKey | null)?.example ?? "") : "";
      const showing = JSON.stringify([model, language]);
      if (showing === shownExample) return;
      shownExample = showing;
      show(example, model !== "");
      put(example, h("strong", {}, say("essay.example", language)), host.line(model));
    },
  };
}

function askedWords(exercise: EssayExercise, language: Language): string {
  const { least_words: least, most_words: most } = exercise;
  if (least != null && most != null) return say("essay.asked_both", language, { least, most });
  if (least != null) return say("essay.asked_least", language, { least });
  return most == null ? "" : say("essay.asked_most", language, { most });
}
