/**
 * Courseware's module: shows an exercise whose widget model lives in a kernel, or in the page
 * itself (`static.ts`).
 */
import { keepCarried } from "./carrier";
import { showFigure } from "./figure";
import { stamp, surroundings } from "./front_end";
import type { Model, WidgetManager } from "./jupyter";
import { rememberLanguage } from "./language";
import { createStore } from "./store";
import { dress } from "./style";
import { connect, hear } from "./sync";
import { createView } from "./view";
import type { Language, Wire } from "./wire";

/** What anywidget gives; a page without a kernel has no widget manager. */
export interface Props {
  readonly model: Model<Wire> & { readonly widget_manager?: WidgetManager };
  readonly el: HTMLElement;
}

/** The event on `window` by which a page switches all its exercises. */
export const LANGUAGE_EVENT = "courseware:language";

/** Show an exercise in `el`; returns how to take it away. */
export function render({ model, el }: Props): () => void {
  const store = createStore(hear(model));
  const switchTo = (language: Language) => {
    if (store.state.languages.includes(language)) store.dispatch({ type: "language", language });
  };
  const disconnect = connect(model, store, surroundings(el));
  const view = createView(store, {
    stamp,
    chooseLanguage(language) {
      rememberLanguage(language);
      switchTo(language);
    },
  });
  const onLanguage = (event: Event) => switchTo(languageOf((event as CustomEvent<unknown>).detail));
  addEventListener(LANGUAGE_EVENT, onLanguage);
  el.append(view.element);
  const undress = dress(el);
  const manager = model.widget_manager;
  const hideFigure = manager ? showFigure(manager, model.get("figure"), view.figure) : () => {};
  const stopCarrying = manager ? keepCarried(model, manager) : () => {};
  return () => {
    removeEventListener(LANGUAGE_EVENT, onLanguage);
    undress();
    hideFigure();
    stopCarrying();
    disconnect();
    view.dispose();
  };
}

/** The detail is a language, or an object that names one. */
function languageOf(detail: unknown): Language {
  const named = typeof detail === "object" && detail !== null && "language" in detail;
  return String(named ? detail.language : detail);
}

export default { render };
