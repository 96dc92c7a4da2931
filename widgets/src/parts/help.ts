/** One line below the answer: how it was understood, or why it cannot be. */
import { h, icon, put } from "../dom";
import { kindOf } from "../kinds";
import { told } from "../marking";
import type { State } from "../store";
import { say } from "../text/say";
import { isMisread } from "../verdict";
import type { Part } from "./part";

export function help(id: string): Part {
  const element = h("p", { class: "cw-help", id: `${id}-help`, "aria-live": "polite" });
  let shown = "";
  return {
    element,
    update(state) {
      const { complaint, language } = state;
      const text = complaint ? told(complaint, language).text : understood(state);
      element.classList.toggle("cw-complaint", complaint !== null);
      if (text === shown) return;
      shown = text;
      put(element, complaint ? icon("warning") : null, text);
    },
  };
}

function understood({ exercise, value, language }: State): string {
  const kind = kindOf(exercise);
  const answer = kind.parse(exercise, value);
  if (answer === null || isMisread(answer)) return "";
  const text = kind.echo(answer, value, language);
  return text && say("widget.understood_as", language, { text });
}
