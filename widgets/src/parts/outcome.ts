/** The verdict and why: told at once in practice, never before hand-in where it counts. */
import { h, icon, put, type Shape, show, write } from "../dom";
import type { Result, Said } from "../marking";
import { isDirty, isRevealed, resultOf, type State } from "../store";
import { say } from "../text/say";
import type { MarkState } from "../wire";
import { type Part, rich } from "./part";

const SHAPES: Readonly<Record<MarkState, Shape>> = {
  right: "check",
  partly: "partly",
  wrong: "cross",
  unmarked: "clock",
  failed: "warning",
};

export function outcome(): Part {
  const element = h("div", { class: "cw-result", role: "status", tabindex: -1 });
  let told = "";
  return {
    element,
    update(state) {
      const result = resultOf(state);
      const isEarlier = isDirty(state);
      const telling = JSON.stringify([result, isEarlier, state.language, state.variant.seed]);
      if (telling === told) return;
      told = telling;
      show(element, result !== null);
      element.dataset.verdict = result?.state ?? "";
      element.dataset.earlier = String(isEarlier);
      put(element, ...(result ? lines(state, result, isEarlier) : []));
    },
  };
}

function lines(state: State, result: Result, isEarlier: boolean): HTMLElement[] {
  const { language } = state;
  const name = say(`widget.${result.state}`, language);
  const head = h("p", { class: "cw-verdict" }, icon(SHAPES[result.state]), h("strong", {}, name));
  const score = scoreOf(state, result);
  if (score) head.append(h("span", { class: "cw-score" }, score));
  const earlier = h("p", { class: "cw-note" }, say("widget.earlier_answer", language));
  const feedback = result.feedback.map((said) => sentence(said, state));
  return isEarlier ? [earlier, head, ...feedback] : [head, ...feedback];
}

function scoreOf({ exercise, language }: State, { score, outOf, state }: Result): string {
  const isTelling = outOf !== 1 || state === "partly" || exercise.confidence;
  if (score === null || !isTelling) return "";
  return say("widget.score_of", language, { score: +score.toFixed(2), total: outOf });
}

function sentence(said: Said, state: State): HTMLElement {
  const content = said.isHtml ? rich(said.text, state) : h("p", {}, said.text);
  return h("div", { class: "cw-feedback" }, content);
}

/** Why the right answer is right; shown once it was found, or no attempt is left. */
export function explanation(): Part {
  const heading = h("strong", {});
  const body = h("div", {});
  const element = h("div", { class: "cw-explanation" }, heading, body);
  let shown = "";
  return {
    element,
    update(state) {
      const html = isRevealed(state) ? (resultOf(state)?.explanation ?? "") : "";
      const showing = JSON.stringify([html, state.language, state.variant.seed]);
      if (showing === shown) return;
      shown = showing;
      show(element, !!html);
      write(heading, say("widget.explanation", state.language));
      put(body, rich(html, state));
    },
  };
}
