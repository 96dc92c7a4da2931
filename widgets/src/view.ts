/**
 * The exercise on the page. It shows a state of the store and tells the store what the learner
 * does; it never touches the model.
 */
import { h, put, setAttribute } from "./dom";
import { kindOf } from "./kinds";
import { told } from "./marking";
import { actions } from "./parts/actions";
import { certainty } from "./parts/certainty";
import { header } from "./parts/header";
import { help } from "./parts/help";
import { hints } from "./parts/hints";
import { explanation, outcome } from "./parts/outcome";
import { rich, richLine } from "./parts/part";
import { standing } from "./parts/standing";
import { spoken } from "./spoken";
import {
  answered,
  isDirty,
  isLocked,
  isRevealed,
  resultOf,
  type Stamp,
  type State,
  type Store,
  savesByItself,
} from "./store";
import type { Value } from "./wire";

export interface View {
  readonly element: HTMLElement;
  /** Where a figure of the exercise is put, below the prompt. */
  readonly figure: HTMLElement;
  dispose(): void;
}

/** What the view needs of the world around: time, a token, the name of the front end. */
export interface Services {
  stamp(): Stamp;
  chooseLanguage(language: string): void;
}

/** Lumino's mark of elements whose keys are their own. */
const SUPPRESS = "data-lm-suppress-shortcuts";

let exercises = 0;

/** Show an exercise as long as the returned view is not disposed of. */
export function createView(store: Store, services: Services): View {
  exercises += 1;
  const id = `cw-${exercises}`;
  const submit = () => store.dispatch({ type: "submitted", stamp: services.stamp() });
  const edit = (value: Value, settled: boolean) => {
    store.dispatch({ type: "edited", value });
    if (settled && savesByItself(store.state)) submit();
    else if (settled) store.dispatch({ type: "settled" });
  };

  const face = kindOf(store.state.exercise).face(store.state.exercise, {
    id,
    edit,
    line: (texts) => richLine(texts, store.state),
    words: (texts) => richLine(texts, store.state).textContent.trim(),
  });
  const prompt = h("div", { class: "cw-prompt" });
  const question = h("span", { hidden: true, id: `${id}-question` });
  const figure = h("div", { class: "cw-figure" });
  const parts = {
    header: header(id, services.chooseLanguage),
    help: help(id),
    certainty: certainty(id, (confidence) => {
      store.dispatch({ type: "certain", confidence });
      if (savesByItself(store.state) && answered(store.state)) submit();
    }),
    actions: actions({
      hint: () => store.dispatch({ type: "hint" }),
      another: () => store.dispatch({ type: "another" }),
    }),
    hints: hints(),
    outcome: outcome(),
    explanation: explanation(),
    standing: standing(() => {
      if (store.state.pending) store.dispatch({ type: "resend" });
      else submit();
    }),
  };
  const form = h(
    "form",
    { class: "cw-form", novalidate: true, autocomplete: "off" },
    face.element,
    parts.help.element,
    parts.certainty.element,
    parts.actions.element,
  );
  const element = h(
    "section",
    {
      class: "cw-exercise",
      "aria-labelledby": `${id}-title`,
      [SUPPRESS]: "true",
    },
    parts.header.element,
    prompt,
    question,
    figure,
    form,
    parts.hints.element,
    parts.outcome.element,
    parts.explanation.element,
    parts.standing.element,
  );
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    submit();
    store.dispatch({ type: "asked" });
  });
  const letKeysGo = keepKeys(element, form);
  const stopWatching = watchWidth(element);

  let prompted = "";
  const update = (state: State) => {
    setAttribute(element, "lang", state.language);
    const prompting = JSON.stringify([state.language, state.variant.seed]);
    if (prompting !== prompted) {
      put(prompt, rich(state.exercise.prompt ?? "", state));
      put(question, spoken(prompt));
    }
    prompted = prompting;
    face.update({
      value: state.value,
      variant: state.variant,
      language: state.language,
      key: state.key,
      report: state.report ?? null,
      locked: isLocked(state),
      result: isDirty(state) ? null : resultOf(state),
      revealed: isRevealed(state),
      complaint: state.complaint && told(state.complaint, state.language),
    });
    for (const part of Object.values(parts)) part.update(state);
  };
  update(store.state);
  const unsubscribe = store.subscribe((state, before) => {
    const hadFocus = element.contains(document.activeElement);
    update(state);
    if (hadFocus) keepFocus(state, before);
  });

  /** Never leave the keyboard on an element that is gone, and lead it to what is new. */
  function keepFocus(state: State, before: State): void {
    if (state.variant.seed !== before.variant.seed || (state.complaint && !before.complaint)) {
      face.focus();
      return;
    }
    const at = document.activeElement;
    const isLost = at === document.body || at === null || (at as HTMLElement).offsetParent === null;
    if (!isLost) return;
    const [latest] = Array.from(element.querySelectorAll<HTMLElement>(".cw-hint")).slice(-1);
    (state.hints > before.hints ? latest : parts.outcome.element)?.focus();
  }

  return {
    element,
    figure,
    dispose() {
      unsubscribe();
      stopWatching();
      letKeysGo();
      element.remove();
    },
  };
}

/**
 * Jupyter reads single letters, arrows and Shift+Enter as commands: what is typed here stays here.
 * It looks for the mark from the element with the focus upwards, and asks `:focus` before it comes
 * to ours; so whatever takes the focus bears the mark too. Only Ctrl+S goes on, so that the
 * notebook is saved, and not the page by the browser.
 */
function keepKeys(element: HTMLElement, form: HTMLFormElement): () => void {
  const isSaving = (event: KeyboardEvent) =>
    (event.ctrlKey || event.metaKey) && event.code === "KeyS";
  const letThrough = (event: KeyboardEvent) => {
    const target = event.target as Element;
    if (!isSaving(event) || !element.contains(target)) return;
    for (const marked of [element, target]) {
      marked.removeAttribute(SUPPRESS);
      setTimeout(() => marked.setAttribute(SUPPRESS, "true"));
    }
  };
  addEventListener("keydown", letThrough, true);
  element.addEventListener("focusin", ({ target }) => {
    (target as Element).setAttribute(SUPPRESS, "true");
  });
  for (const type of ["keydown", "keypress", "keyup"] as const) {
    element.addEventListener(type, (event) => {
      if (isSaving(event)) return;
      if (type === "keydown" && event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
        event.preventDefault();
        if (form.contains(event.target as Node)) form.requestSubmit();
      }
      event.stopPropagation();
    });
  }
  return () => removeEventListener("keydown", letThrough, true);
}

/** What scrolls sideways can be reached by keyboard; what does not is no stop for it. */
function watchWidth(element: HTMLElement): () => void {
  if (typeof ResizeObserver === "undefined") return () => {};
  const observer = new ResizeObserver(() => {
    for (const box of Array.from(element.querySelectorAll<HTMLElement>(".cw-scroll"))) {
      setAttribute(box, "tabindex", box.scrollWidth > box.clientWidth ? 0 : null);
    }
  });
  observer.observe(element);
  return () => observer.disconnect();
}
