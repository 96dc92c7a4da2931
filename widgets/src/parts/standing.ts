/** The line that always says how the answer stands, in words and with a sign. */
import { h, icon, put, type Shape, show, write } from "../dom";
import { isLocked, type Phase, phaseOf, type State } from "../store";
import { say } from "../text/say";
import type { Part } from "./part";

const SHAPES: Readonly<Record<Phase, Shape>> = {
  empty: "circle",
  unsaved: "pencil",
  saving: "clock",
  saved: "check",
  marked: "check",
  disconnected: "warning",
};

export function standing(resend: () => void): Part {
  const sign = h("span", { class: "cw-sign" });
  const words = h("span", { class: "cw-words" });
  const again = h("button", { type: "button", class: "cw-button cw-small" });
  const line = h("p", { class: "cw-line-state", role: "status" }, sign, words);
  const element = h("footer", { class: "cw-state" }, line, again);
  again.addEventListener("click", resend);
  let shown: Phase | "" = "";
  return {
    element,
    update(state) {
      const phase = phaseOf(state);
      if (phase !== shown) put(sign, icon(SHAPES[phase]));
      shown = phase;
      element.dataset.phase = state.refusal === null ? phase : "refused";
      write(words, wordsFor(state, phase));
      write(again, say("widget.save_again", state.language));
      const isLost = state.pending !== null && phase === "disconnected";
      show(again, (isLost || state.refusal !== null) && !isLocked(state));
    },
  };
}

/** Return the words for a phase; where a sentence says it all it stands alone. */
function wordsFor(state: State, phase: Phase): string {
  const told = (key: string) => say(`widget.${key}`, state.language);
  switch (phase) {
    case "empty":
      return state.readOnly ? told("read_only") : told("not_answered");
    case "unsaved":
      return state.refusal === null
        ? told("unsaved")
        : `${told("unsaved")}. ${reason(state.refusal, state.language)}`;
    case "saving":
      return told("saving");
    case "saved":
      return state.exercise.graded ? told("graded_later") : told("saved");
    case "marked":
      return `${told("saved")} · ${told("marked")}`;
    case "disconnected":
      return state.pending && state.kept
        ? told("offline_kept")
        : `${told("disconnected")}. ${told("reason_disconnected")}`;
  }
}

/** Return why the kernel could not save; it may know reasons that we do not. */
function reason(code: string, language: string): string {
  try {
    return say(code === "closed" ? "widget.read_only" : `widget.reason_${code}`, language);
  } catch {
    return say("widget.reason_unknown", language);
  }
}
