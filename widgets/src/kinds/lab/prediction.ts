/** Predict first: what is chosen is fixed when the experiment starts. */
import { h, put, show, write } from "../../dom";
import { say } from "../../text/say";
import type { LabPrediction } from "../../types.generated";
import type { Language } from "../../wire";
import type { Host } from "../base";

export interface Prediction {
  readonly element: HTMLElement;
  update(fixed: string, language: Language, locked: boolean): void;
  focus(): void;
}

export function prediction(
  { prompt, options }: LabPrediction,
  host: Host,
  fix: (id: string) => void,
): Prediction {
  const head = h("strong", { class: "cw-lab-head" });
  const question = h("span");
  const rows = options.map(({ id, text }) => {
    const input = h("input", { type: "radio", name: `${host.id}-predict`, value: id });
    const words = h("span", { class: "cw-option-text" });
    const element = h("label", { class: "cw-option" }, input, words);
    input.addEventListener("change", () => refresh());
    return { id, text, input, words, element };
  });
  const button = h("button", { type: "button", class: "cw-button cw-primary" });
  const note = h("p", { class: "cw-note", role: "status" });
  const chosen = () => rows.find(({ input }) => input.checked)?.id ?? "";
  const refresh = () => {
    button.disabled = !chosen();
  };
  button.addEventListener("click", () => fix(chosen()));
  let worded = "";
  let before = "";
  return {
    element: h(
      "fieldset",
      { class: "cw-fieldset cw-lab-part" },
      h("legend", { class: "cw-legend" }, head, " ", question),
      h("div", { class: "cw-options" }, ...rows.map(({ element }) => element)),
      button,
      note,
    ),
    focus: () => (rows.find(({ input }) => input.checked) ?? rows[0])?.input.focus(),
    update(fixed, language, locked) {
      if (worded !== language) {
        write(head, say("lab.predict", language));
        put(question, host.line(prompt));
        for (const { words, text } of rows) put(words, host.line(text));
        write(button, say("lab.fix", language));
        worded = language;
      }
      for (const { id, input } of rows) {
        // What is chosen and not fixed stays; what was fixed and is no more was erased.
        if (fixed || before) input.checked = id === fixed;
        input.disabled = locked || fixed !== "";
      }
      before = fixed;
      show(button, !fixed && !locked);
      refresh();
      write(note, fixed ? say("lab.fixed", language) : "");
      show(note, fixed !== "");
    },
  };
}
