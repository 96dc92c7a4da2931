/** The ladder of hints, as far as it was climbed. */
import { h, icon, put } from "../dom";
import { say } from "../text/say";
import { type Part, rich } from "./part";

export function hints(): Part {
  const element = h("div", { class: "cw-hints", "aria-live": "polite" });
  let shown = "";
  return {
    element,
    update(state) {
      const { exercise, language, variant } = state;
      const ladder = (exercise.hints ?? []).slice(0, state.hints);
      const showing = JSON.stringify([language, variant.seed, ladder.length]);
      if (showing === shown) return;
      shown = showing;
      const total = exercise.hints?.length ?? 0;
      const steps = ladder.map((hint, place) => {
        const name = say("widget.hint_of", language, { number: place + 1, total });
        const head = h("strong", {}, icon("bulb"), name);
        return h("div", { class: "cw-hint", tabindex: -1 }, head, rich(hint, state));
      });
      put(element, ...steps);
    },
  };
}
