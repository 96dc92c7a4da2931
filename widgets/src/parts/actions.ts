/** The buttons, and how many attempts are left. */
import { h, icon, put, setAttribute, show, write } from "../dom";
import {
  answered,
  attemptsLeft,
  grows,
  hasVariants,
  isDirty,
  isLocked,
  resultOf,
  type State,
  savesByItself,
} from "../store";
import { say } from "../text/say";
import type { Part } from "./part";

export interface Deeds {
  hint(): void;
  another(): void;
}

export function actions({ hint, another }: Deeds): Part {
  const submit = h("button", { type: "submit", class: "cw-button cw-primary" });
  const help = h("button", { type: "button", class: "cw-button" });
  const next = h("button", { type: "button", class: "cw-button" });
  const left = h("span", { class: "cw-note cw-attempts" });
  help.addEventListener("click", hint);
  next.addEventListener("click", another);
  return {
    element: h("div", { class: "cw-actions" }, submit, help, next, left),
    update(state) {
      const { exercise, language } = state;
      const total = exercise.hints?.length ?? 0;
      const isDone = resultOf(state)?.state === "right" && !isDirty(state);
      show(submit, (!savesByItself(state) || grows(state)) && !isLocked(state) && !isDone);
      write(submit, say(exercise.graded ? "widget.save" : "widget.check", language));
      show(help, state.hints < total && !state.readOnly);
      label(help, "bulb", say("widget.show_hint", language, { number: state.hints + 1, total }));
      show(next, hasVariants(state) && !state.readOnly && answered(state) !== null);
      label(next, "again", say("widget.another", language));
      next.classList.toggle("cw-primary", submit.hidden && resultOf(state) !== null);
      setAttribute(next, "aria-busy", state.awaited === null ? null : "true");
      write(left, attempts(state));
      show(left, left.textContent !== "");
    },
  };
}

function label(button: HTMLElement, shape: "bulb" | "again", text: string): void {
  if (button.textContent !== text) put(button, icon(shape), text);
}

function attempts(state: State): string {
  const count = attemptsLeft(state);
  if (count === null || state.readOnly || resultOf(state)?.state === "right") return "";
  const key = count ? "widget.attempts_left" : "widget.no_attempts_left";
  return say(key, state.language, { count });
}
