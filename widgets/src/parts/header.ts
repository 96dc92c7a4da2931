/** What the exercise is called, what it is worth, and the language it is read in. */
import { h, put, show, write } from "../dom";
import type { State } from "../store";
import { say } from "../text/say";
import type { Language } from "../wire";
import { type Part, richLine } from "./part";

/** A language is named in itself, so that its reader finds it. */
const nameOf = (language: Language): string =>
  say(`widget.language_${language.toLowerCase().replace("-", "_")}`, language);

export function header(id: string, choose: (language: Language) => void): Part {
  const title = h("h3", { class: "cw-title", id: `${id}-title` });
  const facts = h("p", { class: "cw-facts" });
  const label = h("span", { class: "cw-unseen" });
  const select = h("select", { class: "cw-select" });
  const switcher = h("label", { class: "cw-language" }, label, select);
  select.addEventListener("change", () => choose(select.value));
  let offered = "";
  return {
    element: h("header", { class: "cw-head" }, h("div", {}, title, facts), switcher),
    update(state) {
      const { exercise, language, languages } = state;
      put(title, richLine(exercise.title ?? "", state));
      if (!title.textContent) write(title, say("widget.exercise", language));
      put(facts, ...factsOf(state));
      write(label, say("widget.language", language));
      show(switcher, languages.length > 1);
      if (offered !== languages.join()) {
        put(
          select,
          ...languages.map((each) => h("option", { value: each, lang: each }, nameOf(each))),
        );
        offered = languages.join();
      }
      select.value = language;
    },
  };
}

function factsOf({ exercise, language }: State): (HTMLElement | string)[] {
  const points = say("widget.points", language, { count: exercise.points ?? 1 });
  const purpose = say(exercise.graded ? "widget.graded" : "widget.practice", language);
  return [h("span", {}, purpose), " · ", h("span", {}, points)];
}
