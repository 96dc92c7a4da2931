/** One of several in a list that drops down: the options are words alone. */
import { h, icon, put, setAttribute, show, write } from "../../dom";
import { choose } from "../../text/languages";
import { say } from "../../text/say";
import type { ChoiceExercise, ChoiceKey } from "../../types.generated";
import type { Face, Host, Look } from "../base";
import { optionIds, rightIds, textOf } from "../choice";

export function dropdownFace(exercise: ChoiceExercise, host: Host): Face {
  const id = `${host.id}-answer`;
  const label = h("label", { class: "cw-legend", for: id });
  const list = h("select", {
    id,
    class: "cw-field cw-choice-list",
    "aria-describedby": `${host.id}-question ${host.id}-verdict ${host.id}-help`,
  });
  const judged = h("span", { class: "cw-choice-verdict", id: `${host.id}-verdict` });
  list.addEventListener("change", () => host.edit(list.value || null, true));
  let arranged = "";
  return {
    element: h("div", {}, label, h("span", { class: "cw-line" }, list, judged)),
    focus: () => list.focus(),
    update(look) {
      write(label, say("widget.select_one", look.language));
      const order = look.variant.order.length ? look.variant.order : optionIds(exercise);
      const arrangement = JSON.stringify([order, look.variant.seed, look.language]);
      if (arrangement !== arranged) {
        const words = (option: string) =>
          host.words(choose(textOf(exercise, option, look.language), look.language));
        const options = order.map((option) => h("option", { value: option }, words(option)));
        put(list, h("option", { value: "" }, "…"), ...options);
        arranged = arrangement;
      }
      const value = look.value === null ? "" : String(look.value);
      if (list.value !== value) list.value = value;
      list.disabled = look.locked;
      judge(list, judged, exercise, host, look);
    },
  };
}

function judge(
  list: HTMLSelectElement,
  judged: HTMLElement,
  exercise: ChoiceExercise,
  host: Host,
  { result, key, revealed, language }: Look,
): void {
  const right = result && key ? rightIds(key as ChoiceKey) : null;
  const verdict = !right || !list.value ? "" : right.has(list.value) ? "right" : "wrong";
  list.dataset.verdict = verdict;
  setAttribute(judged, "data-verdict", verdict || null);
  show(judged, !!verdict);
  const [wanted] = right ?? [];
  const isShown = revealed && verdict === "wrong" && wanted !== undefined;
  const text = isShown ? host.words(textOf(exercise, wanted, language)) : "";
  const words = verdict && say(`widget.${verdict}`, language);
  const said = text ? `${words} → ${text}` : words;
  put(judged, verdict ? icon(verdict === "right" ? "check" : "cross") : null, ` ${said}`);
}
