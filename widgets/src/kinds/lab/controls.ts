/** What can be set: a slider with steps beside it, or a list of choices. */
import { h, put, setAttribute, write } from "../../dom";
import { say } from "../../text/say";
import type { LabExercise } from "../../types.generated";
import type { Language } from "../../wire";
import { type Control, write as written } from "./model";
import { measured, nameOf } from "./wording";

export interface Knob {
  readonly element: HTMLElement;
  update(value: number, language: Language, disabled: boolean): void;
}

type Turn = (value: number) => void;

/** Make the inputs for one control; `turn` hears of every new value. */
export function knob(exercise: LabExercise, control: Control, id: string, turn: Turn): Knob {
  return control.choices ? list(exercise, control, id, turn) : slider(exercise, control, id, turn);
}

function slider(exercise: LabExercise, control: Control, id: string, turn: Turn): Knob {
  const { low = 0, high = 0, step = 1 } = control;
  const label = h("label", { for: id });
  const range = h("input", { type: "range", id, class: "cw-lab-range", min: low, max: high, step });
  const shown = h("output", { for: id, class: "cw-lab-value" });
  const [less, more] = (["−", "+"] as const).map((sign) =>
    h("button", { type: "button", class: "cw-button cw-lab-step" }, sign),
  ) as [HTMLButtonElement, HTMLButtonElement];
  const go = (value: number) => turn(Math.min(high, Math.max(low, value)));
  range.addEventListener("input", () => go(Number(range.value)));
  // Enter on a slider would hand the whole form in.
  range.addEventListener("keydown", (event) => {
    if (event.key === "Enter") event.preventDefault();
  });
  less.addEventListener("click", () => go(Number(range.value) - step));
  more.addEventListener("click", () => go(Number(range.value) + step));
  return {
    element: h(
      "div",
      { class: "cw-lab-knob" },
      h("div", { class: "cw-lab-name" }, label, shown),
      h("div", { class: "cw-lab-turn" }, less, range, more),
    ),
    update(value, language, disabled) {
      const name = nameOf(exercise, control, language);
      const text = measured(exercise, control, value, language);
      write(label, name);
      write(shown, text);
      range.value = String(value);
      setAttribute(range, "aria-valuetext", text);
      setAttribute(less, "aria-label", `${name}: −${written(control, step)}`);
      setAttribute(more, "aria-label", `${name}: +${written(control, step)}`);
      // A button that is disabled under the finger would lose the focus: it only says so.
      setAttribute(less, "aria-disabled", value <= low ? "true" : null);
      setAttribute(more, "aria-disabled", value >= high ? "true" : null);
      for (const input of [range, less, more]) input.disabled = disabled;
    },
  };
}

function list(exercise: LabExercise, control: Control, id: string, turn: Turn): Knob {
  const label = h("label", { for: id });
  const select = h("select", { id, class: "cw-field cw-lab-list" });
  select.addEventListener("change", () => turn(Number(select.value)));
  let offered = "";
  return {
    element: h("div", { class: "cw-lab-knob" }, h("div", { class: "cw-lab-name" }, label), select),
    update(value, language, disabled) {
      write(label, nameOf(exercise, control, language));
      if (offered !== language) {
        const names = control.choices?.map((name) => say(`lab_${exercise.lab}.${name}`, language));
        put(select, ...(names ?? []).map((name, place) => h("option", { value: place }, name)));
        offered = language;
      }
      select.value = String(value);
      select.disabled = disabled;
    },
  };
}
