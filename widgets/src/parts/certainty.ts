/** How sure the learner is, asked before the answer is marked. */
import { h, show, write } from "../dom";
import { isLocked } from "../store";
import { say } from "../text/say";
import type { Confidence } from "../wire";
import type { Part } from "./part";

const LEVELS = [1, 2, 3] as const;

export function certainty(id: string, choose: (confidence: Confidence) => void): Part {
  const legend = h("legend", { class: "cw-legend" });
  const help = h("p", { class: "cw-note", id: `${id}-certainty` });
  const levels = LEVELS.map((level) => {
    const input = h("input", { type: "radio", name: `${id}-certainty`, value: level });
    const text = h("span");
    input.addEventListener("change", () => choose(level));
    return { level, input, text, row: h("label", { class: "cw-level" }, input, text) };
  });
  const element = h(
    "fieldset",
    { class: "cw-fieldset cw-certainty", "aria-describedby": help.id },
    legend,
    h("div", { class: "cw-levels" }, ...levels.map(({ row }) => row)),
    help,
  );
  return {
    element,
    update(state) {
      show(element, !!state.exercise.confidence);
      write(legend, say("widget.confidence", state.language));
      write(help, say("widget.confidence_help", state.language));
      for (const { level, input, text } of levels) {
        write(text, say(`widget.confidence_${level}`, state.language));
        input.checked = state.confidence === level;
        input.disabled = isLocked(state);
      }
    },
  };
}
