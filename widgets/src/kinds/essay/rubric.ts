/** How the text will be marked: known to its writer from the beginning. */
import { h, put, show, write } from "../../dom";
import { formatNumber } from "../../text/number_format";
import { say } from "../../text/say";
import type { EssayCriterion, EssayExercise } from "../../types.generated";
import type { Language } from "../../wire";
import type { Host } from "../base";

export interface Rubric {
  readonly element: HTMLElement;
  update(language: Language): void;
}

export function rubric({ rubric: criteria = [] }: EssayExercise, host: Host): Rubric {
  const summary = h("summary");
  const list = h("dl", { class: "cw-essay-criteria" });
  const element = h("details", { class: "cw-essay-rubric", open: true }, summary, list);
  show(element, criteria.length > 0);
  let shown = "";
  return {
    element,
    update(language) {
      if (shown === language) return;
      shown = language;
      write(summary, say("essay.rubric", language));
      put(list, ...criteria.flatMap((criterion) => line(criterion, host, language)));
    },
  };
}

function line({ title, levels }: EssayCriterion, host: Host, language: Language): HTMLElement[] {
  const items = levels.map(({ points, text }) => {
    const worth = h("span", { class: "cw-essay-points" }, formatNumber(points, language));
    const told = say("essay.level", language, { points: formatNumber(points, language), text: "" });
    worth.setAttribute("aria-hidden", "true");
    const words = h("span", {});
    put(words, host.line(text));
    const spoken = h("span", { class: "cw-unseen" }, told.replace(/[.:\s]+$/, ": "));
    return h("li", {}, worth, spoken, words);
  });
  const name = h("dt");
  put(name, host.line(title));
  return [name, h("dd", {}, h("ul", {}, ...items))];
}
